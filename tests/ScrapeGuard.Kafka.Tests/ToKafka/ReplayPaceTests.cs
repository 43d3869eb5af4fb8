using ScrapeGuard.Cli.ToKafka;

namespace ScrapeGuard.Kafka.Tests.ToKafka;

public sealed class ReplayPaceTests
{
    private const long Second = 1_000_000;

    [TestCase("flat", null)]
    [TestCase("recorded", 1.0)]
    [TestCase("10", 10.0)]
    [TestCase("0.5", 0.5)]
    public void TryParse_Pace_IsRead(string text, double? expected)
    {
        ReplayPace.TryParse(text, out var times).Should().BeTrue();
        times.Should().Be(expected);
    }

    [TestCase("")]
    [TestCase("0")]
    [TestCase("-1")]
    [TestCase("NaN")]
    [TestCase("fast")]
    [TestCase("1e9")]
    public void TryParse_WrongPace_IsRefused(string text) => ReplayPace.TryParse(text, out _).Should().BeFalse();

    [TestCase(null, 0)]
    [TestCase(1.0, 60)]
    [TestCase(10.0, 6)]
    [TestCase(0.5, 120)]
    public void WaitFor_EventsOfAMinute_TakesTheirTimeAtThePace(double? times, double seconds)
    {
        var time = new SkippingTime();
        var pace = new ReplayPace(times, time);
        for (var second = 0; second <= 60; second += 3)
        {
            pace.WaitFor(second * Second, CancellationToken.None).Should().BeTrue();
        }

        time.Elapsed.TotalSeconds.Should().BeApproximately(seconds, 0.1);
    }

    [Test]
    public void WaitFor_OlderEvent_IsDueAtOnce()
    {
        var time = new SkippingTime();
        var pace = new ReplayPace(1, time);
        pace.WaitFor(100 * Second, CancellationToken.None);
        pace.WaitFor(90 * Second, CancellationToken.None).Should().BeTrue();

        time.Elapsed.Should().Be(TimeSpan.Zero);
    }

    [Test]
    public void WaitFor_Stopped_SaysSo()
    {
        using var stop = new CancellationTokenSource();
        var pace = new ReplayPace(1, TimeProvider.System);
        pace.WaitFor(0, stop.Token).Should().BeTrue();
        stop.Cancel();
        pace.WaitFor(3_600 * Second, stop.Token).Should().BeFalse();
    }

    /// <summary>A clock that stands still but for its timers, which end at once and take it with them.</summary>
    private sealed class SkippingTime : TimeProvider
    {
        public TimeSpan Elapsed { get; private set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Elapsed.Ticks;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime > TimeSpan.Zero)
            {
                Elapsed += dueTime;
                ThreadPool.QueueUserWorkItem(_ => callback(state));
            }

            return new EndedTimer();
        }

        private sealed class EndedTimer : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
