using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Engine.Tests.Streams;

/// <summary>Policies by seed: low bounds and short steps, so that verdicts rise and end within hours.</summary>
internal static class RandomPolicy
{
    public static Policy Of(int seed)
    {
        var random = new Random(seed);
        return Policy.Default with
        {
            Name = $"random-{seed}",
            Mode = random.Next(3) == 0 ? PolicyMode.Shadow : PolicyMode.Enforce,
            Thresholds = Thresholds(random),
            Ladder = new LadderOptions
            {
                ObserveFor = Seconds(random),
                ThrottleFor = Seconds(random),
                ChallengeFor = Seconds(random),
                SuspendFor = Seconds(random),
                CooldownAfterRestore = Seconds(random),
            },
            Rules = new RuleOptions
            {
                MaxAudioTracksPerHour = random.Next(1, 20),
                MaxAudioTracksPerDay = random.Next(1, 60),
                MaxMetadataTracksPerHour = random.Next(1, 60),
                MaxMetadataTracksPerDay = random.Next(1, 200),
                MaxAudioTracksWithoutPlaysPerDay = random.Next(1, 10),
                MaxUnplayedExcess = random.Next(1, 30),
                MaxTakenExcess = random.Next(1, 30),
                MaxServedExcess = random.Next(1, 200),
                MaxServedExcessSustained = random.Next(1, 400),
            },
            Cohorts = [.. Enumerable.Range(0, random.Next(4)).Select(i => DrawCohort(random, i))],
        };
    }

    private static Cohort DrawCohort(Random random, int number) => new()
    {
        Name = $"cohort-{number}",
        Plans = random.Next(2) == 0 ? ["premium"] : ["free", "family"],
        Thresholds = random.Next(2) == 0 ? Thresholds(random) : null,
        MaxVerdict = random.Next(2) == 0 ? (Verdict)random.Next(1, 5) : null,
        Mode = random.Next(3) switch { 0 => PolicyMode.Shadow, 1 => PolicyMode.Enforce, _ => null },
    };

    private static ScoreThresholds Thresholds(Random random)
    {
        var steps = Enumerable.Range(0, 4).Select(_ => 0.05 + (0.94 * random.NextDouble())).Order().ToArray();
        return new() { Observe = steps[0], Throttle = steps[1], Challenge = steps[2], Suspend = steps[3] };
    }

    // Zero too: a policy file may say so.
    private static TimeSpan Seconds(Random random) =>
        random.Next(8) == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(random.Next(1, 20_000));
}
