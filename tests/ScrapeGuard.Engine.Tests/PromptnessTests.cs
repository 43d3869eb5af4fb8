using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Engine.Tests.Streams;

namespace ScrapeGuard.Engine.Tests;

/// <summary>
/// An account is looked at by its volume, and besides at the very event with which it goes beyond what a person can
/// use: not some tracks later.
/// </summary>
public sealed class PromptnessTests
{
    private const double Hour = 3_600;

    /// <summary>A new track each 12 seconds.</summary>
    private static readonly StreamEvent[] Loud =
    [
        .. Enumerable.Range(0, 80)
            .Select(i => StreamEvent.At(i * 12, "loud", Operation.Audio, (ulong)(i + 1) * 0x9E37_79B9_7F4A_7C15)),
    ];

    [Test]
    public void Suspension_AudioNeverPlayed_FallsAtTheTrackThatIsTooMuch()
    {
        // A track each 12 seconds, of which 24 an hour drain: the 33rd is the first with 30 ahead.
        SecondOfSuspension(Loud).Should().Be(32 * 12);
    }

    [Test]
    public void Suspension_AudioNeverPlayedOnly_FallsAtTheTrackThatIsTooMuch()
    {
        // Of which 16 an hour drain: the 48th is the first with 45 ahead.
        var rules = Policy.Default.Rules with { MaxTakenExcess = 0 };

        SecondOfSuspension(Loud, Policy.Default with { Rules = rules }).Should().Be(47 * 12);
    }

    [Test]
    public void Suspension_AudioWithEachPlayFaked_FallsAtTheTrackThatIsTooMuch()
    {
        var faked = Loud.SelectMany(e => new[]
        {
            e, e with { TimeMicros = e.TimeMicros + 2_000_000, Operation = Operation.Play, PlayedMs = 1_900 },
        });

        SecondOfSuspension(faked).Should().Be(32 * 12);
    }

    /// <summary>A download on a slow line counts two thirds of itself: the 49th is the first with 30 ahead.</summary>
    [Test]
    public void Suspension_AudioInOneGo_FallsWithin60()
    {
        var quick = Loud.Select((e, i) => e with { TimeMicros = StreamEvent.StartMicros + (i * 6_000_000L) });

        SecondOfSuspension(quick).Should().Be(48 * 6);
    }

    [Test]
    public void Suspension_PagesOf50_FallsAtTheCallThatIsTooMuch()
    {
        // 420 ahead of fast clicking: the ninth call of 50.
        var events = Enumerable.Range(0, 40).Select(i => StreamEvent.At(
            i, "loud", Operation.Metadata,
            [.. Enumerable.Range(0, 50).Select(k => ((ulong)((i * 50) + k) + 1) * 0x9E37_79B9_7F4A_7C15)]));

        SecondOfSuspension(events).Should().Be(8);
    }

    /// <summary>28 at once, an hour and a half of nothing, and again: in the second burst, within 60 tracks.</summary>
    [Test]
    public void Suspension_BurstsBetweenPauses_FallsInTheSecond()
    {
        var events = Enumerable.Range(0, 5 * 28).Select(i => StreamEvent.At(
            (i / 28 * 1.5 * Hour) + (i % 28 * 5.5), "bursts", Operation.Audio, (ulong)(i + 1) * 0x9E37_79B9_7F4A_7C15));

        SecondOfSuspension(events).Should().BeInRange(1.5 * Hour, 1.75 * Hour);
    }

    private static double SecondOfSuspension(IEnumerable<StreamEvent> events, Policy? policy = null) =>
        (EngineRun.Decide(
                [.. events, StreamEvent.At(24 * Hour, "clock", Operation.Other)], policy ?? Policy.Default)
            .First(decision => decision.Verdict == Verdict.Suspend).TimeMicros - StreamEvent.StartMicros) / 1e6;
}
