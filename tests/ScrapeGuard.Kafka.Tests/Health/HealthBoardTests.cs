using ScrapeGuard.Kafka.Health;

namespace ScrapeGuard.Kafka.Tests.Health;

public sealed class HealthBoardTests
{
    private readonly HandClock _clock = new();
    private HealthBoard _board = null!;

    [SetUp]
    public void Start() => _board = new HealthBoard(_clock);

    [Test]
    public void Read_NoComponent_IsLiveButNotReady()
    {
        var report = _board.Read();

        report.IsLive.Should().BeTrue();
        report.IsReady.Should().BeFalse();
        report.Components.Should().BeEmpty();
    }

    [Test]
    public void Read_OneOfTwoNotReady_IsNotReadyAndSaysWhy()
    {
        _board.Ready("state");
        _board.NotReady("kafka", "no broker answers");

        var report = _board.Read();
        report.IsReady.Should().BeFalse();
        ComponentHealth[] expected = [new("kafka", "no broker answers"), new("state", null)];
        report.Components.Should().Equal(expected);

        _board.Ready("kafka");
        _board.Read().IsReady.Should().BeTrue();
        report.IsReady.Should().BeFalse("what was read stays as it was");
    }

    [TestCase(0, true)]
    [TestCase(59.999, true)]
    [TestCase(60, false)]
    [TestCase(100_000, false)]
    public void Read_AfterBeat_IsLiveForAMinute(double seconds, bool expected)
    {
        _clock.Advance(1_000);
        _board.Beat();
        _clock.Advance(seconds);

        _board.Read().IsLive.Should().Be(expected);
        _board.Beat();
        _board.Read().IsLive.Should().BeTrue();
    }

    [Test]
    public void NotReady_LongReason_IsCut()
    {
        _board.NotReady("kafka", new string('x', HealthBoard.MaxReasonChars + 1));

        _board.Read().Components[0].Reason.Should().HaveLength(HealthBoard.MaxReasonChars);
    }

    [Test]
    public void Ready_OneComponentTooMany_Throws()
    {
        for (var i = 0; i < HealthBoard.MaxComponents; i++)
        {
            _board.Ready($"c{i}");
        }

        var ready = () => _board.Ready("one more");

        ready.Should().Throw<InvalidOperationException>().WithMessage("*one more*");
        _board.NotReady("c0", "an old one still may");
        _board.Read().Components.Should().HaveCount(HealthBoard.MaxComponents);
    }

    [Test]
    public void Read_ManyThreadsSay_SeesEachWhole()
    {
        Parallel.For(0, 8, thread =>
        {
            for (var i = 0; i < 2_000; i++)
            {
                _board.NotReady($"c{thread}", "a");
                _board.Ready($"c{thread}");
                _board.Beat();
                _board.Read().Components.Should().OnlyHaveUniqueItems();
            }
        });

        _board.Read().IsReady.Should().BeTrue();
        _board.Read().Components.Should().HaveCount(8);
    }

    private sealed class HandClock : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Advance(double seconds) => _ticks += TimeSpan.FromSeconds(seconds).Ticks;
    }
}
