using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Engine.Tests.Streams;

/// <summary>
/// A few accounts of every habit over hours or days, by seed: some walk the catalogue fast, some listen, some fall
/// silent for long; equal times, plans and errors among them. The policies of <see cref="RandomPolicy"/> flag many.
/// </summary>
internal static class RandomStream
{
    private static readonly string?[] Plans = [null, "free", "premium", "family"];

    private static readonly Operation[] Operations =
    [
        Operation.Metadata, Operation.Search, Operation.Browse, Operation.License, Operation.Audio, Operation.Play,
        Operation.Auth, Operation.Other,
    ];

    /// <summary>Events in order of time; ids are unique, and a tenth have none.</summary>
    public static List<StreamEvent> Of(int seed, int accounts = 6, int events = 400)
    {
        var random = new Random(seed);
        var stream = new List<StreamEvent>(events);
        for (var a = 0; a < accounts; a++)
        {
            var plan = Plans[random.Next(Plans.Length)];
            var pace = random.Next(4) switch { 0 => 0.2, 1 => 2.0, 2 => 40.0, _ => 400.0 };
            var pages = random.Next(1, 40);
            var second = random.NextDouble() * 7_000;
            for (var i = 0; i < events / accounts; i++)
            {
                second += random.Next(60) switch
                {
                    0 => random.Next(3_600, 60_000),
                    < 6 => 0,
                    _ => pace * 2 * random.NextDouble(),
                };
                stream.Add(Draw(random, second, $"account-{a}", plan, pages));
            }
        }

        stream.Sort((a, b) => a.TimeMicros.CompareTo(b.TimeMicros));
        return stream;
    }

    /// <summary>
    /// An order of arrival in which nothing is later than <paramref name="graceSeconds"/>, and which keeps nothing
    /// else.
    /// </summary>
    public static List<StreamEvent> Shuffle(IEnumerable<StreamEvent> events, Random random, int graceSeconds) =>
        [.. events
            .Select(e => (Event: e, Arrival: e.TimeMicros + random.NextInt64(graceSeconds * 1_000_000L)))
            .OrderBy(e => e.Arrival)
            .Select(e => e.Event)];

    /// <summary>Cuts into batches of random sizes, empty ones among them.</summary>
    public static IEnumerable<EventBatch> Cut(IReadOnlyList<StreamEvent> events, Random random, int largest = 60)
    {
        for (var start = 0; start < events.Count;)
        {
            var count = Math.Min(random.Next(largest + 1), events.Count - start);
            yield return StreamEvent.Batch(events.Skip(start).Take(count));
            start += count;
        }
    }

    private static StreamEvent Draw(Random random, double second, string account, string? plan, int pages)
    {
        var operation = Operations[random.Next(Operations.Length)];
        var count = operation switch
        {
            Operation.Metadata or Operation.Search or Operation.Browse => random.Next(pages + 1),
            Operation.License or Operation.Audio or Operation.Play => 1,
            _ => 0,
        };

        // Whole seconds often, so that events fall together.
        return StreamEvent.At(random.Next(2) == 0 ? Math.Floor(second) : second, account, operation) with
        {
            Id = random.Next(10) == 0 ? 0 : (ulong)random.NextInt64(1, long.MaxValue),
            Tracks = [.. Enumerable.Range(0, count).Select(_ => (ulong)random.NextInt64())],
            Status = (short)(random.Next(20) == 0 ? 429 : 200),
            Bytes = operation == Operation.Audio ? random.Next(1, 5_000_000) : 400,
            PlayedMs = operation == Operation.Play ? random.Next(1, 400_000) : 0,
            Plan = plan,
            Ip = (uint)random.Next(1, 5) << 8,
        };
    }
}
