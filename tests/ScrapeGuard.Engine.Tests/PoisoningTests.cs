using System.Text;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Hashing;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Engine.Tests.Streams;

namespace ScrapeGuard.Engine.Tests;

/// <summary>
/// Slow poisoning: attackers who move what is learned online, popularity and how rare people's choices are, over days,
/// so that a scrape looks ordinary afterwards. Each test fails without the protection that it names.
/// </summary>
public sealed class PoisoningTests
{
    private const double Hour = 3_600;
    private const double Day = 24 * Hour;
    private const int Days = 6;
    private const int People = 100;
    private const int Catalogue = 20_000;
    private const int Targets = 400;
    private const int TrackMs = 210_000;

    /// <summary>Flags nobody: what is learned has to withstand by itself.</summary>
    private static readonly Policy Loose = Policy.Default with
    {
        Rules = TestPolicy.NoRules,
        Thresholds = new ScoreThresholds { WrongSuspensionEveryAccountDays = 0 },
    };

    /// <summary>Not to learn from the flagged: what many of them look at does not become well known.</summary>
    [Test]
    public void Popularity_LookedUpByTheFlagged_DoesNotMove()
    {
        // Each is flagged by two decoys, then looks at each of the targets once, no faster than a person.
        const int Accounts = 40;
        var flagged = Enumerable.Range(0, Accounts).SelectMany(account => Enumerable.Range(-20, Targets + 20)
            .Select(i => Page((account * 60) + ((i + 20) * (5 * Day / Targets)), $"flagged-{account}",
                i < 0 ? Decoy((uint)i % 2) : Track(i))));
        var policy = Policy.Default with { CanaryTracks = ["decoy-0", "decoy-1"] };

        using var engine = Run([.. Crowd(), .. flagged], out var decisions, policy);

        decisions.Where(d => d.Verdict >= Verdict.Challenge).Select(d => d.Account).Distinct()
            .Should().HaveCount(Accounts).And.OnlyContain(account => account.StartsWith("flagged-"));
        ShouldBeRare(engine);
    }

    /// <summary>One account's word is one word: to repeat what is to look well known does not help.</summary>
    [Test]
    public void Popularity_RepeatedByQuietAccounts_DoesNotMove()
    {
        // Twelve accounts in human hours, each with a share of the targets that it plays through again and again.
        const int Accounts = 12;
        const int Own = 10;
        var quiet = Enumerable.Range(0, Accounts).SelectMany(account => Enumerable.Range(0, Days)
            .SelectMany(day => Enumerable.Range(0, 150).SelectMany(i => Played(
                (day * Day) + (9 * Hour) + (i * 300), $"sock-{account}", Track((account * Own) + (i % Own))))));

        using var engine = Run([.. Crowd(), .. quiet], out var decisions, Loose);

        decisions.Should().NotContain(d => d.Account.StartsWith("sock-", StringComparison.Ordinal),
            "this attack is not seen, and has to be withstood");
        ShouldBeRare(engine, Accounts * Own);
    }

    /// <summary>Busier than any person: a machine that is not flagged yet teaches nothing.</summary>
    [Test]
    public void Popularity_OfBusyAccountsUnderLooseRules_DoesNotMove()
    {
        var busy = Enumerable.Range(0, 3).SelectMany(account => Enumerable.Range(0, Targets * 60)
            .Select(i => Page(i * (4 * Day / (Targets * 60)), $"busy-{account}", Track(i % Targets))));

        using var engine = Run([.. Crowd(), .. busy], out var decisions, Loose);

        decisions.Should().NotContain(d => d.Account.StartsWith("busy-", StringComparison.Ordinal));

        ShouldBeRare(engine);
    }

    /// <summary>The scrape that the poisoning was for is seen as soon as without it.</summary>
    [Test]
    public void Scrape_OfWhatWasPoisoned_IsSuspendedAsSoon()
    {
        var quiet = Enumerable.Range(0, 6).SelectMany(account => Enumerable.Range(0, 3)
            .SelectMany(day => Enumerable.Range(0, 150).SelectMany(i => Played(
                (day * Day) + (9 * Hour) + (i * 300), $"sock-{account}", Track((account * 40) + (i % 40))))));

        var clean = TakenBySuspension([]);
        var poisoned = TakenBySuspension([.. quiet]);

        clean.Should().BeLessThanOrEqualTo(120);
        poisoned.Should().BeLessThanOrEqualTo(clean + 30);
        TestContext.Out.WriteLine($"{clean} tracks, with poison {poisoned}");
    }

    /// <summary>Tracks that a scraper of the targets gets from the fourth day on, one each five minutes.</summary>
    private static long TakenBySuspension(StreamEvent[] poison)
    {
        var scrape = Enumerable.Range(0, 240)
            .SelectMany(i => Played((3 * Day) + (i * 300), "scraper", Track(i)));
        using var engine = Run([.. Crowd(), .. poison, .. scrape], out var decisions);
        return decisions.First(d => d.Account == "scraper" && d.Verdict == Verdict.Suspend).Exposure.AudioTracks;
    }

    /// <summary>
    /// The targets, all but one in twenty that share their place in the sketch, are rarer than what people choose.
    /// </summary>
    private static void ShouldBeRare(DetectionEngine engine, int targets = Targets)
    {
        var popularity = engine.Popularity;
        var rarity = Enumerable.Range(0, targets).Select(i => popularity.RarityOf(Track(i))).Order().ToList();
        rarity[targets / 20].Should().BeGreaterThan(popularity.MeanRarity, "what is rarer is not well known");
    }

    private static DetectionEngine Run(StreamEvent[] events, out List<Decision> decisions, Policy? policy = null)
    {
        var engine = EngineRun.Create(policy ?? Policy.Default);
        decisions = EngineRun.Decide(engine, StreamEvent.Batch(events.OrderBy(e => e.TimeMicros)
            .Append(StreamEvent.At((Days + 1) * Day, "clock", Operation.Other))));
        return engine;
    }

    /// <summary>
    /// People with a day and a night: 40 plays a day, half of them of a few favourites, the rest by popularity.
    /// </summary>
    private static IEnumerable<StreamEvent> Crowd()
    {
        var random = new Random(4);
        for (var person = 0; person < People; person++)
        {
            var favourites = Enumerable.Range(0, 20).Select(_ => Popular(random)).ToArray();
            for (var day = 0; day < Days; day++)
            {
                var time = (day * Day) + ((7 + (random.NextDouble() * 9)) * Hour);
                for (var play = 0; play < 40; play++)
                {
                    var track = random.Next(2) == 0 ? favourites[random.Next(20)] : Popular(random);
                    foreach (var e in Played(time, $"person-{person}", track))
                    {
                        yield return e;
                    }

                    time += 215 + (random.Next(8) == 0 ? random.Next(1_800) : 0);
                }
            }
        }
    }

    /// <summary>A track outside of the targets; the first hundred are played half of the time.</summary>
    private static ulong Popular(Random random) =>
        Track(Targets + 100 + (int)Math.Min(Math.Exp(random.NextDouble() * Math.Log(Catalogue)), Catalogue));

    private static IEnumerable<StreamEvent> Played(double second, string account, ulong track)
    {
        yield return StreamEvent.At(second, account, Operation.License, track);
        yield return Audio(second + 0.2, account, track);
        yield return StreamEvent.At(second + 209, account, Operation.Play, track) with { PlayedMs = TrackMs - 5_000 };
    }

    private static StreamEvent Audio(double second, string account, ulong track) =>
        StreamEvent.At(second, account, Operation.Audio, track);

    private static StreamEvent Page(double second, string account, ulong track) =>
        StreamEvent.At(second, account, Operation.Metadata, track);

    private static ulong Decoy(uint number) => StableHash.Hash64(Encoding.UTF8.GetBytes($"decoy-{number}"));

    private static ulong Track(int number)
    {
        var x = ((ulong)number + 1) * 0x9E37_79B9_7F4A_7C15;
        x = (x ^ (x >> 30)) * 0xBF58_476D_1CE4_E5B9;
        return x ^ (x >> 31);
    }
}
