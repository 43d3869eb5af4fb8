using System.Diagnostics.Metrics;
using System.Globalization;
using static ScrapeGuard.Telemetry.Tests.Exposition.TestPage;

namespace ScrapeGuard.Telemetry.Tests.Exposition;

public sealed class MetricsPageTests
{
    private TestPage _page = null!;

    [SetUp]
    public void Start() => _page = new TestPage();

    [TearDown]
    public void Stop() => _page.Dispose();

    [Test]
    public void Read_EveryKindOfInstrument_IsTheGoldenPage()
    {
        var meter = _page.NewMeter();
        Fill(meter);

        var golden = File.ReadAllText(
            Path.Combine(TestContext.CurrentContext.TestDirectory, "Exposition", "page.prom"));

        _page.Read().Should().Be(golden);
        _page.Read().Should().Be(golden, "reading changes nothing");
    }

    [Test]
    public void Read_MadeInOtherOrder_IsTheSamePage()
    {
        var meter = _page.NewMeter();
        var events = meter.CreateCounter<long>("b.events");
        events.Add(1, Tag("p", "2"), Tag("a", "x"));
        events.Add(2, Tag("a", "x"), Tag("p", "1"));
        meter.CreateCounter<long>("a.events").Add(3);
        var page = _page.Read();
        _page.Dispose();
        using var other = new TestPage();
        var otherMeter = other.NewMeter();
        otherMeter.CreateCounter<long>("a.events").Add(3);
        var otherEvents = otherMeter.CreateCounter<long>("b.events");
        otherEvents.Add(2, Tag("p", "1"), Tag("a", "x"));
        otherEvents.Add(1, Tag("a", "x"), Tag("p", "2"));

        other.Read().Should().Be(page);
    }

    [Test]
    public void Read_Counter_OnlyRises()
    {
        const int Seed = 20_261_121;
        var random = new Random(Seed);
        var counter = _page.NewMeter().CreateCounter<long>("x.events");
        var (before, sum) = (0.0, 0L);
        for (var i = 0; i < 200; i++)
        {
            var more = random.Next(0, 5);
            counter.Add(more);
            sum += more;

            var value = ValueOf(_page.Lines("x_events_total ").Single());
            value.Should().Be(sum, $"seed {Seed}").And.BeGreaterThanOrEqualTo(before, $"seed {Seed}");
            before = value;
        }
    }

    [Test]
    public void Read_Histogram_BucketsAreCumulativeAndAgreeWithACount()
    {
        const int Seed = 7;
        var random = new Random(Seed);
        double[] bounds = [.005, .01, .1, 1, 10, 60];
        var advice = new InstrumentAdvice<double> { HistogramBucketBoundaries = bounds };
        var histogram = _page.NewMeter().CreateHistogram("x.latency", "s", "", tags: null, advice);
        List<double> values = [1, .. Enumerable.Range(0, 999).Select(_ => Math.Exp((random.NextDouble() * 14) - 8))];
        values.ForEach(value => histogram.Record(value));

        _page.Lines("x_latency_seconds_bucket").Select(ValueOf).Should().Equal(
            bounds.Append(double.PositiveInfinity).Select(bound => (double)values.Count(value => value <= bound)),
            $"seed {Seed}");
        ValueOf(_page.Lines("x_latency_seconds_count").Single()).Should().Be(values.Count);
        ValueOf(_page.Lines("x_latency_seconds_sum").Single()).Should().BeApproximately(values.Sum(), 1e-6);
    }

    [Test]
    public void Read_SameNameInTwoMeters_IsOneFamilyWithEachSeriesOnce()
    {
        _page.NewMeter("Test.A").CreateCounter<long>("x.events").Add(1, Tag("p", "1"));
        var second = _page.NewMeter("Test.B").CreateCounter<long>("x_events");
        second.Add(10, Tag("p", "1"));
        second.Add(20, Tag("p", "2"));

        _page.Lines("# TYPE x_events_total").Should().ContainSingle();
        _page.Lines("x_events_total").Should().Equal("""x_events_total{p="1"} 1""", """x_events_total{p="2"} 20""");
        _page.Lines("scrapeguard_exposition_dropped_series").Should().Equal("scrapeguard_exposition_dropped_series 1");
    }

    [Test]
    public void Read_SameNameOfOtherKind_IsLeftOutAndCounted()
    {
        _page.NewMeter("Test.A").CreateHistogram<double>("x").Record(1);
        _page.NewMeter("Test.B").CreateGauge<long>("x.count").Record(1);

        _page.Lines("# TYPE x").Should().Equal("# TYPE x histogram");
        _page.Lines("scrapeguard_exposition_dropped_series").Should().Equal("scrapeguard_exposition_dropped_series 1");
    }

    [Test]
    public void Read_LabelsThatBecomeOne_AreJoined()
    {
        var counter = _page.NewMeter().CreateCounter<long>("x");
        counter.Add(1, Tag("a.b", "1"), Tag("a_b", 2), Tag("c", true), Tag("d", null));

        _page.Lines("x_total").Should().Equal("""x_total{a_b="1;2",c="true",d=""} 1""");
    }

    [Test]
    public void Read_GaugeThatIsNoLongerObserved_IsGone()
    {
        var partitions = new List<int> { 0, 1 };
        _page.NewMeter().CreateObservableGauge(
            "x", () => partitions.Select(p => new Measurement<long>(p, Tag("partition", $"{p}"))));
        _page.Lines("x{").Should().HaveCount(2);
        partitions.Remove(1);

        _page.Lines("x{").Should().Equal("""x{partition="0"} 0""");
    }

    [Test]
    public void Read_ManyThreads_SeesWholePages()
    {
        var counter = _page.NewMeter().CreateCounter<long>("x");
        counter.Add(0);

        Parallel.For(0, 8, thread =>
        {
            for (var i = 0; i < 50; i++)
            {
                counter.Add(1);
                var page = _page.Read();
                page.Should().EndWith("\n").And.Contain("\nx_total ");
            }
        });

        _page.Lines("x_total").Should().Equal("x_total 400");
    }

    private static double ValueOf(string line) =>
        double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture);

    private static void Fill(Meter meter)
    {
        var events = meter.CreateCounter<long>("test.events.read", "{event}", "Events read.");
        events.Add(10, Tag("partition", "10"));
        events.Add(2, Tag("partition", "2"));
        meter.CreateCounter<double>("test.time.total", "s", "A line\nbreak, \\, a \"quote\".").Add(0.1 + 0.2);
        meter.CreateUpDownCounter<long>("test.open", "{file}").Add(-3);
        meter.CreateGauge<double>("test.share", "1", "A share.").Record(0.25);
        var odd = meter.CreateGauge<double>("test.odd.count", "", "Odd numbers.");
        odd.Record(double.NaN, Tag("is", "nan"));
        odd.Record(double.PositiveInfinity, Tag("is", "infinite"));
        odd.Record(double.NegativeInfinity, Tag("is", "negative"));
        odd.Record(1e300, Tag("is", "large"));
        meter.CreateObservableCounter("test.read", () => long.MaxValue, "By", "Bytes read.");
        meter.CreateObservableGauge("test.rate", () => 2.5, "By/s", "A rate.");
        var advice = new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.005, 1, 60] };
        var latency = meter.CreateHistogram("test.latency", "s", "From here to there.", tags: null, advice);
        foreach (var seconds in (double[])[0.001, 0.005, 0.5, 30, 61])
        {
            latency.Record(seconds, Tag("mode", "shadow"));
        }

        latency.Record(2, Tag("le", "mine"), Tag("mode", "enforce"));
        meter.CreateCounter<long>("test.tags").Add(1, Tag("", "empty"), Tag("1st", "\"x\"\n"), Tag("__own", "y"));
    }
}
