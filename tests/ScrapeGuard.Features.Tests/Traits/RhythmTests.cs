using ScrapeGuard.Core.Events;
using ScrapeGuard.Features.Tests.Streams;
using ScrapeGuard.Features.Traits;
using ScrapeGuard.Tests.Allocations;

namespace ScrapeGuard.Features.Tests.Traits;

public sealed class RhythmTests
{
    private const int Accounts = 12;
    private const long DaySeconds = 86_400;

    [Test]
    public void Of_AccountsOfOneProgram_HaveAKeyInCommon() => Property.HoldsForSeeds(seed =>
    {
        var keys = Enumerable.Range(0, Accounts)
            .SelectMany(i => KeysOf(Feed(Program((seed * Accounts) + i, pauseSeconds: 500, opensAt: 8)))).ToList();

        keys.Should().HaveCount(Accounts * Rhythm.Keys).And.NotContain(0UL);
        keys.CountBy(key => key).Max(key => key.Value).Should().BeGreaterThanOrEqualTo(8, $"seed {seed}");
    }, runs: 20);

    [TestCase(200, 8, TestName = "more an hour")]
    [TestCase(1_500, 8, TestName = "less an hour")]
    [TestCase(500, 16, TestName = "at another time of day")]
    public void Of_OtherPaceOrHours_HasNoneInCommon(int pauseSeconds, int opensAt)
    {
        var usual = KeysOf(Feed(Program(1, pauseSeconds: 500, opensAt: 8)));

        KeysOf(Feed(Program(2, pauseSeconds, opensAt))).Should().NotIntersectWith(usual);
    }

    /// <summary>Track upon track, as long as tracks are, all day: a rhythm too, that of all who listen so.</summary>
    [Test]
    public void Of_WhoListensThroughTheDay_IsThatOfAllWhoDo()
    {
        var keys = Enumerable.Range(0, Accounts).SelectMany(i => KeysOf(Feed(Program(i, 210, opensAt: 8)))).ToList();

        keys.CountBy(key => key).Max(key => key.Value).Should().BeGreaterThanOrEqualTo(8);
    }

    [Test]
    public void Of_LookByLook_KeepsOneOfItsKeys() => Property.HoldsForSeeds(seed =>
    {
        var (account, last) = (default(AccountFeatures), 0L);
        var (looks, kept, before) = (0, 0, Array.Empty<ulong>());
        var stream = Program(seed, pauseSeconds: 500, opensAt: 8, days: 8);
        for (var i = 0; i < stream.Count; i++)
        {
            AccountRun.Feed(ref account, stream[i], ref last);
            if (i % 40 != 0 || KeysOf(account) is not [not 0, _] keys)
            {
                continue;
            }

            looks += before.Length == 0 ? 0 : 1;
            kept += before.Intersect(keys).Any() ? 1 : 0;
            before = keys;
        }

        looks.Should().BeGreaterThan(10);
        kept.Should().BeGreaterThanOrEqualTo(looks * 3 / 4, $"seed {seed}");
    }, runs: 20);

    [Test]
    public void Of_FewRequestsOrFewHours_IsNone()
    {
        KeysOf(default).Should().OnlyContain(key => key == 0);
        KeysOf(Feed(Program(1, 500, opensAt: 8).Take(60))).Should().OnlyContain(key => key == 0, "60 requests");
        KeysOf(Feed(Program(1, 60, opensAt: 8, days: 1))).Should().OnlyContain(key => key == 0, "12 hours");
    }

    [Test]
    public void Of_AnyAccount_AllocatesNothing()
    {
        var account = Feed(Program(1, 500, opensAt: 8));

        Allocated.By(() =>
        {
            for (var i = 0; i < 100; i++)
            {
                Rhythm.Of(account, i % Rhythm.Keys);
            }
        }).Should().Be(0);
    }

    private static ulong[] KeysOf(AccountFeatures account) =>
        [.. Enumerable.Range(0, Rhythm.Keys).Select(key => Rhythm.Of(account, key))];

    private static AccountFeatures Feed(IEnumerable<StreamEvent> stream) => AccountRun.Feed(stream);

    /// <summary>For twelve hours a day: a key, its audio at once, a pause that varies by a fifth.</summary>
    private static List<StreamEvent> Program(int seed, int pauseSeconds, int opensAt, int days = 5)
    {
        var random = new Random(seed);
        var stream = new List<StreamEvent>();
        for (var day = 0; day < days; day++)
        {
            var opens = RandomStream.Start + (day * DaySeconds) + (opensAt * 3_600);
            for (var second = opens + (pauseSeconds * random.NextDouble()); second < opens + (12 * 3_600);)
            {
                stream.Add(At(second, Operation.License, (ulong)random.NextInt64()));
                stream.Add(At(second + 0.2, Operation.Audio, stream[^1].Tracks[0]));
                second += pauseSeconds * (0.8 + (0.4 * random.NextDouble()));
            }
        }

        return stream;
    }

    private static StreamEvent At(double second, Operation operation, ulong track) => new(
        new AccessEvent { TimeMicros = (long)(second * 1e6), Operation = operation, Status = 200 }, [track], 0);
}
