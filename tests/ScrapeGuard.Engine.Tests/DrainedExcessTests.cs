using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Engine.Tests.Streams;

namespace ScrapeGuard.Engine.Tests;

/// <summary>What an account once took ahead of a person drains while it does something else.</summary>
public sealed class DrainedExcessTests
{
    private const double Hour = 3_600;

    /// <summary>Two days later a person uses it, who need not take of that of which too much was taken.</summary>
    [TestCase(Operation.Audio, Operation.Search)]
    [TestCase(Operation.Audio, Operation.Metadata)]
    [TestCase(Operation.Metadata, Operation.Audio)]
    public void Suspension_LongAfterTheEndOfOne_DoesNotComeOfWhatWasTakenBefore(Operation taken, Operation later)
    {
        var size = taken == Operation.Audio ? 1 : 50;
        var loud = Enumerable.Range(0, 40).Select(i =>
            StreamEvent.At(i * 10, "a", taken, [.. Enumerable.Range(i * size, size).Select(TrackOf)]));
        var calm = Enumerable.Range(0, 20).Select(i =>
            StreamEvent.At((48 * Hour) + (i * 240), "a", later, TrackOf((i % 5) + 10_000)));
        var policy = Policy.Default with
        {
            Ladder = Policy.Default.Ladder with { SuspendFor = TimeSpan.FromHours(1) },
        };

        var decisions = EngineRun.Decide(
            [.. loud, .. calm, StreamEvent.At(72 * Hour, "clock", Operation.Other)], policy);

        decisions.Should().Contain(decision => decision.Verdict == Verdict.Suspend);
        decisions.Where(decision => decision.TimeMicros > StreamEvent.StartMicros + (long)(47 * Hour * 1e6))
            .Should().NotContain(decision => decision.Verdict == Verdict.Suspend);
    }

    private static ulong TrackOf(int i) => ((ulong)i + 1) * 0x9E37_79B9_7F4A_7C15;
}
