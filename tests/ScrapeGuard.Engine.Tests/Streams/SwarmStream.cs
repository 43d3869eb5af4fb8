using System.Text;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Hashing;
using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Engine.Tests.Streams;

/// <summary>
/// People who listen by popularity, and a swarm that splits the most popular tracks among its accounts, at people's
/// hours and pace, with repeats of a few known ones; over days, by seed.
/// </summary>
internal static class SwarmStream
{
    public const int Members = 8;

    private const int Ranks = 3_000;
    private const int Hot = 25;
    private const int PerDay = 48;
    private const double SecondsPerDay = 86_400;

    /// <summary>Nothing but a campaign leads to a suspension.</summary>
    public static Policy Policy { get; } = Policy.Default with
    {
        Rules = TestPolicy.NoRules,
        Thresholds = new ScoreThresholds { WrongSuspensionEveryAccountDays = 1e9 },
    };

    public static string MemberOf(int number) => $"swarm-{number}";

    /// <summary>Events in order of time; the swarm's day begins so many hours later than people's.</summary>
    public static List<StreamEvent> Of(
        int seed, int days = 3, int people = 40, int members = Members, int lateHours = 0)
    {
        var random = new Random(seed);
        var stream = new List<StreamEvent>();
        for (var person = 0; person < people; person++)
        {
            var own = Enumerable.Range(0, 60).Select(_ => Draw(random)).ToArray();
            foreach (var second in Times(random, days))
            {
                var rank = random.Next(3) == 0 ? own[random.Next(own.Length)] : Draw(random);
                Take(stream, random, second, $"person-{person}", rank);
            }
        }

        for (var member = 0; member < members; member++)
        {
            var taken = 0;
            foreach (var second in Times(random, days))
            {
                var rank = random.Next(4) == 0 ? random.Next(Hot) : (taken++ * members) + member;
                Take(stream, random, second + (lateHours * 3_600), MemberOf(member), rank);
            }
        }

        stream.Sort((a, b) => a.TimeMicros.CompareTo(b.TimeMicros));
        return stream;
    }

    private static IEnumerable<double> Times(Random random, int days)
    {
        for (var day = 0; day < days; day++)
        {
            var start = (day * SecondsPerDay) + (random.NextDouble() * SecondsPerDay / 3);
            for (var i = 0; i < PerDay; i++)
            {
                yield return start + (i * 700) + random.Next(300);
            }
        }
    }

    private static void Take(List<StreamEvent> stream, Random random, double second, string account, int rank)
    {
        var track = StableHash.Combine((ulong)rank, 17);
        stream.Add(StreamEvent.At(second, account, Operation.Audio, track) with
        {
            Id = (ulong)random.NextInt64(1, long.MaxValue),
            Bytes = 4_000_000,
            Ip = NetworkOf(account) | (uint)random.Next(256),
        });
        stream.Add(StreamEvent.At(second + 200, account, Operation.Play, track) with { PlayedMs = 200_000 });
    }

    /// <summary>The swarm's accounts come from one network, everyone else from a home.</summary>
    private static uint NetworkOf(string account) => account.StartsWith("swarm", StringComparison.Ordinal)
        ? 0x0B000000
        : StableHash.Hash32(Encoding.UTF8.GetBytes(account)) & 0xFFFFFF00;

    /// <summary>A rank by the weight 1 / (rank + 20).</summary>
    private static int Draw(Random random)
    {
        const double Head = 20;
        return (int)(Head * (Math.Pow((Ranks + Head) / Head, random.NextDouble()) - 1));
    }
}
