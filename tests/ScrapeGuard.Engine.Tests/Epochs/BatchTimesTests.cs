using ScrapeGuard.Core.Events;
using ScrapeGuard.Engine.Epochs;
using ScrapeGuard.Engine.Tests.Streams;

namespace ScrapeGuard.Engine.Tests.Epochs;

public sealed class BatchTimesTests
{
    private const long GraceMicros = 60_000_000;

    [Test]
    public void Read_RandomBatches_AgreesWithTheOracle() => Property.HoldsForSeeds(seed =>
    {
        var random = new Random(seed);
        var clock = new StreamClock();
        var oracleClock = new StreamClock();
        var times = new BatchTimes();
        for (var call = 0; call < 4; call++)
        {
            var batches = Draw(random);
            var expected = Oracle(batches, oracleClock);

            times.Read(batches, clock, GraceMicros);

            times.Refused.Should().Be(expected.Count(release => release is null), $"seed {seed}");
            Flatten(times, batches).Should().Equal(expected, $"seed {seed}");
            CheckRuns(times, batches, expected, seed);
        }
    });

    [Test]
    public void Read_NoEvents_HasNoRuns()
    {
        var times = new BatchTimes();
        times.Read([new EventBatch(), new EventBatch()], new StreamClock(), GraceMicros);

        times.Runs.Should().BeEmpty();
        times.Refused.Should().Be(0);
    }

    /// <summary>The release second of each event, null when it is refused.</summary>
    private static List<long?> Oracle(List<EventBatch> batches, StreamClock clock) =>
        [.. batches.SelectMany(batch => batch.Events.ToArray()).Select(e => clock.Admit(e.TimeMicros)
            ? Math.Max(clock.NowMicros - GraceMicros, 0) / 1_000_000
            : (long?)null)];

    private static IEnumerable<long?> Flatten(BatchTimes times, List<EventBatch> batches)
    {
        for (var b = 0; b < batches.Count; b++)
        {
            foreach (var release in times.ReleasesOf(b)[..batches[b].Count].ToArray())
            {
                yield return release == BatchTimes.RefusedEvent ? null : release;
            }
        }
    }

    /// <summary>Each admitted event lies in exactly one run, that of its epoch; neighbours' epochs differ.</summary>
    private static void CheckRuns(BatchTimes times, List<EventBatch> batches, List<long?> expected, int seed)
    {
        var starts = new List<int> { 0 };
        foreach (var batch in batches)
        {
            starts.Add(starts[^1] + batch.Count);
        }

        var next = expected.FindIndex(release => release is not null);
        long? before = null;
        foreach (var run in times.Runs)
        {
            run.Epoch.Should().NotBe(before, $"seed {seed}");
            before = run.Epoch;
            var first = starts[run.FirstBatch] + run.FirstEvent;
            first.Should().Be(next, $"seed {seed}");
            for (next = first; next < first + run.Count; next++)
            {
                (expected[next] is not { } release || Epoch.Of(release) == run.Epoch).Should().BeTrue($"seed {seed}");
            }
        }

        if (next >= 0)
        {
            next.Should().Be(expected.Count, $"seed {seed}");
            times.LastReleaseSecond.Should().Be(expected.Last(release => release is not null), $"seed {seed}");
        }
    }

    private static List<EventBatch> Draw(Random random)
    {
        var batches = new List<EventBatch>();
        for (var b = random.Next(5); b >= 0; b--)
        {
            batches.Add(StreamEvent.Batch(Enumerable.Range(0, random.Next(60)).Select(_ => Draw(random, b))));
        }

        return batches;
    }

    private static StreamEvent Draw(Random random, int b) => random.Next(12) switch
    {
        0 => new StreamEvent(random.Next(), "a", Operation.Other),
        1 => new StreamEvent(-5, "a", Operation.Other),
        _ => StreamEvent.At((random.NextDouble() * 300) + (b * 400), "a", Operation.Other),
    };
}
