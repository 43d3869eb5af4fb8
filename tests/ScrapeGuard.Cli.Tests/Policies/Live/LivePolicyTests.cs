using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using ScrapeGuard.Cli.Policies.Live;
using ScrapeGuard.Cli.Services;
using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Cli.Tests.Policies.Live;

public sealed class LivePolicyTests
{
    private readonly StringWriter _told = new();
    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);
    private DirectoryInfo _folder = null!;
    private LivePolicyMetrics _metrics = null!;
    private MeterListener _listener = null!;
    private int _changes;

    private string PolicyFile => Path.Combine(_folder.FullName, "policy.yaml");

    [SetUp]
    public void Listen()
    {
        _folder = Directory.CreateTempSubdirectory("scrapeguard-policy-");
        _counts.Clear();
        _changes = 0;
        _listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == LivePolicyMetrics.Reloads)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        _listener.SetMeasurementEventCallback<long>((_, count, tags, _) =>
        {
            var outcome = (string)tags[0].Value!;
            _counts[outcome] = _counts.GetValueOrDefault(outcome) + count;
        });
        _listener.Start();
        _metrics = new LivePolicyMetrics();
    }

    [TearDown]
    public void Leave()
    {
        _metrics.Dispose();
        _listener.Dispose();
        _folder.Delete(recursive: true);
    }

    [Test]
    public void Look_NothingChanged_NothingHappens()
    {
        File.WriteAllText(PolicyFile, "name: first");
        var live = Open(Policy.Default with { Name = "first" });

        Look(live, times: 3);

        live.Current.Name.Should().Be("first");
        _changes.Should().Be(0);
        _counts.Should().Equal(new Dictionary<string, long> { ["taken"] = 0, ["refused"] = 0 });
    }

    [Test]
    public void Look_FileHolds_TakesItsPlaceOnce()
    {
        File.WriteAllText(PolicyFile, "name: first");
        var live = Open(Policy.Default with { Name = "first" });
        Look(live);

        File.WriteAllText(PolicyFile, "name: second\nthresholds: { suspend: 0.97 }");
        Look(live, times: 3);

        live.Current.Name.Should().Be("second");
        live.Current.Thresholds.Suspend.Should().Be(0.97);
        _changes.Should().Be(1);
        _counts["taken"].Should().Be(1);
        _told.ToString().Should().Contain("policy second of");
    }

    [Test]
    public void Look_FileIsWrong_OldStaysAndEachMistakeIsToldOnce()
    {
        File.WriteAllText(PolicyFile, "name: first");
        var live = Open(Policy.Default with { Name = "first" });
        Look(live);

        File.WriteAllText(PolicyFile, "name: second\nthresholds: { suspend: 7 }\nunheard: 1");
        Look(live, times: 3);

        live.Current.Name.Should().Be("first");
        _changes.Should().Be(0);
        _counts["refused"].Should().Be(1);
        _told.ToString().Should().Contain("policy first stays").And.Contain("suspend").And.Contain("unheard");
        _told.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().HaveCount(2);
    }

    [Test]
    public void Look_FileGoesAndComesBack_OldStaysUntilThen()
    {
        File.WriteAllText(PolicyFile, "name: first");
        var live = Open(Policy.Default with { Name = "first" });
        Look(live);

        File.Delete(PolicyFile);
        Look(live, times: 2);
        live.Current.Name.Should().Be("first");
        _counts["refused"].Should().Be(1);

        File.WriteAllText(PolicyFile, "name: third");
        Look(live);
        live.Current.Name.Should().Be("third");
    }

    [Test]
    public void Look_ChangedBetweenStartAndFirstLook_IsTaken()
    {
        File.WriteAllText(PolicyFile, "name: second");
        var live = Open(Policy.Default with { Name = "first" });

        Look(live);

        live.Current.Name.Should().Be("second");
        _changes.Should().Be(1);
    }

    [Test]
    public async Task FollowAsync_NoFile_EndsWhenItIsToStop()
    {
        var live = new LivePolicy(Policy.Default, path: null, _metrics, Log(), TimeProvider.System);
        using var stop = new CancellationTokenSource();
        var following = live.FollowAsync(() => _changes++, stop.Token);

        await stop.CancelAsync();
        await following;

        _changes.Should().Be(0);
        live.Current.Should().BeSameAs(Policy.Default);
    }

    private LivePolicy Open(Policy first) => new(first, PolicyFile, _metrics, Log(), TimeProvider.System);

    private void Look(LivePolicy live, int times = 1)
    {
        for (var i = 0; i < times; i++)
        {
            live.Look(() => _changes++);
        }
    }

    private ILogger Log()
    {
        _told.GetStringBuilder().Clear();
        return new LineLoggerProvider(_told, LogFormat.Plain, TimeProvider.System).CreateLogger("policy");
    }
}
