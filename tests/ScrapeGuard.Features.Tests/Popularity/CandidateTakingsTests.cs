using ScrapeGuard.Core.Events;
using ScrapeGuard.Features.Popularity;
using ScrapeGuard.Features.Traits;

namespace ScrapeGuard.Features.Tests.Popularity;

public sealed class CandidateTakingsTests
{
    /// <summary>However takings are dealt out, and whatever there are too many of: the sample is that of all.</summary>
    [TestCase(3_000)]
    [TestCase(40_000)]
    public void Add_AnyParts_IsTheWhole(int takings) => Property.HoldsForSeeds(seed =>
    {
        var random = new Random(seed);
        var (whole, sum) = (new PopularityDelta(), new PopularityDelta());
        PopularityDelta[] parts = [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => new PopularityDelta())];
        for (var i = 0; i < takings; i++)
        {
            var (account, track) = (KeyOf(random.Next(3_000)), (ulong)random.Next(100));
            var isCandidate = account.High % 3 > 0;
            whole.Candidates.Note(account, track, isCandidate);
            parts[account.Low % (ulong)parts.Length].Candidates.Note(account, track, isCandidate);
            whole.Candidates.Traits.Note(account, track % 7);
            parts[account.Low % (ulong)parts.Length].Candidates.Traits.Note(account, track % 7);
        }

        foreach (var part in parts)
        {
            // As it comes from another partition.
            sum.TryAdd(part.ToBytes()).Should().BeTrue();
        }

        sum.ToBytes().Should().Equal(whole.ToBytes(), $"seed {seed}");
        whole.Candidates.Candidates.Count.Should().BeLessThanOrEqualTo(CandidateTakings.MaxOfCandidates);
        whole.Candidates.Others.Count.Should().BeLessThanOrEqualTo(CandidateTakings.MaxOfOthers);
        whole.Candidates.Traits.Count.Should().BeLessThanOrEqualTo(CandidateTakings.MaxOfTraits);
        (whole.Candidates.Candidates.Level > 0).Should().Be(takings > 20_000);
    }, runs: 8);

    /// <summary>
    /// Events of one account may tell of one track now this artist, now that, now none, in any order and part: the
    /// greatest hash is kept, and the pair once.
    /// </summary>
    [TestCase(2_000)]
    [TestCase(20_000)]
    public void Add_ArtistsDealtOutAnyhow_KeepsTheGreatestOfEachPair(int takings) => Property.HoldsForSeeds(seed =>
    {
        var random = new Random(seed);
        var told = Enumerable.Range(0, takings)
            .Select(_ => (Account: KeyOf(random.Next(1_500)), Track: (ulong)random.Next(20), Artist: ArtistOf(random)))
            .ToArray();
        CandidateTakings[] parts = [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => new CandidateTakings())];
        foreach (var (account, track, artist) in told)
        {
            parts[random.Next(parts.Length)].Note(account, track, account.High % 3 > 0, artist);
        }

        var (added, read) = (new CandidateTakings(), new CandidateTakings());
        foreach (var part in parts)
        {
            added.Add(part);
        }

        foreach (var part in parts.Reverse())
        {
            read.Add(BytesOf(part));
        }

        foreach (var sample in new[] { added.Candidates, added.Others })
        {
            var naive = told
                .Where(taking => taking.Account.High % 3 > 0 == (sample == added.Candidates)
                    && TakingSample.IsOf(taking.Account, sample.Level))
                .GroupBy(taking => new Taking(taking.Account, taking.Track))
                .ToDictionary(pair => pair.Key, pair => pair.Max(taking => taking.Artist));
            Dictionary<Taking, uint> kept = [];
            foreach (var (taking, artist) in sample)
            {
                kept.Add(taking, artist);
            }

            kept.Count.Should().Be(naive.Count, "seed {0}: pairs stay once", seed);
            kept.Should().OnlyContain(pair => naive[pair.Key] == pair.Value, $"seed {seed}");
        }

        BytesOf(read).Should().Equal(BytesOf(added), $"seed {seed}");
    }, runs: 8);

    [Test]
    public void TryAdd_ADeltaWithArtists_TellsThem()
    {
        var (delta, copy) = (new PopularityDelta(), new PopularityDelta());
        delta.Candidates.Note(KeyOf(1), 7, isCandidate: true, artist: 5);
        delta.Candidates.Note(KeyOf(2), 7, isCandidate: false, artist: uint.MaxValue);
        delta.Candidates.Note(KeyOf(3), 8, isCandidate: false);

        copy.TryAdd(delta.ToBytes()).Should().BeTrue();

        ArtistsOf(copy.Candidates.Candidates).Should().Equal((7UL, 5U));
        ArtistsOf(copy.Candidates.Others).Should().BeEquivalentTo([(7UL, uint.MaxValue), (8UL, 0U)]);
    }

    [Test]
    public void ToBytes_FullDelta_StaysFarBelowAMegabyte()
    {
        var delta = new PopularityDelta();
        for (var i = 0; i < 200_000; i++)
        {
            delta.Add(TrackOf(i), rarityBits: 3);
            delta.Candidates.Note(KeyOf(i), (ulong)i, isCandidate: i % 2 == 0);
            delta.Candidates.Traits.Note(KeyOf(i), (ulong)i);
        }

        delta.ToBytes().Length.Should().BeInRange(600_000, 900_000).And.BeLessThanOrEqualTo(PopularityDelta.MaxBytes);
    }

    [Test]
    public void NoteTraits_AnEvent_NotesWhatItTells()
    {
        var takings = new CandidateTakings();
        takings.NoteTraits(new AccessEvent { Account = KeyOf(1), Network = 5, Client = 6 }, default);

        var noted = new List<ulong>();
        foreach (var (seen, _) in takings.Traits)
        {
            noted.Add(seen.Track);
        }

        noted.Should().BeEquivalentTo([Trait.Of(TraitKind.Network, 5), Trait.Of(TraitKind.Client, 6)]);
        takings.IsEmpty.Should().BeFalse("an epoch of which nothing else is told is told too");
    }

    /// <summary>Habits are told with the traits: that plays are reported, and that one of them was a return.</summary>
    [TestCase(0, 0, new ulong[0])]
    [TestCase(4, 0, new ulong[0])]
    [TestCase(4, 1, new ulong[0])]
    [TestCase(4, 2, new[] { Habit.ReportsPlays })]
    [TestCase(4, 5, new[] { Habit.ReportsPlays, Habit.PlaysAgain })]
    public void NoteTraits_WhoReportsPlays_NotesTheHabits(int taken, int plays, ulong[] habits)
    {
        const long start = 1_767_600_000_000_000;
        const long hour = 3_600_000_000;
        var (account, last) = (default(AccountFeatures), 0L);
        for (var i = 0; i < taken + plays; i++)
        {
            var isPlay = i >= taken;
            var e = new AccessEvent
            {
                TimeMicros = start + (i * hour),
                Account = KeyOf(1),
                Operation = isPlay ? Operation.Play : Operation.Audio,
                PlayedMs = isPlay ? 200_000 : 0,
                Status = 200,
            };

            // What was never taken is no return; the fifth play is of the first track.
            var track = i == taken + 4 ? TrackOf(0) : TrackOf(i);
            account.Update(e, last == 0 ? -1 : e.TimeMicros - last, [track], 0, new PopularitySketch());
            last = e.TimeMicros;
        }

        var takings = new CandidateTakings();
        takings.NoteTraits(new AccessEvent { Account = KeyOf(1) }, account);

        var noted = new List<ulong>();
        foreach (var (seen, _) in takings.Traits)
        {
            noted.Add(seen.Track);
        }

        noted.Should().BeEquivalentTo(habits);
    }

    [Test]
    public void Clear_FullSample_IsAsNew()
    {
        var delta = new PopularityDelta();
        for (var i = 0; i < 50_000; i++)
        {
            delta.Candidates.Note(KeyOf(i), 1, isCandidate: true);
        }

        delta.Clear();

        delta.IsEmpty.Should().BeTrue();
        delta.ToBytes().Should().Equal(new PopularityDelta().ToBytes());
    }

    [Test]
    public void TryAdd_DamagedCandidates_IsRefusedAndAddsNothing() => Property.HoldsForSeeds(seed =>
    {
        var random = new Random(seed);
        var delta = new PopularityDelta();
        for (var i = 0; i < 40; i++)
        {
            delta.Candidates.Note(KeyOf(i), 1, isCandidate: i % 2 == 0);
        }

        var bytes = delta.ToBytes();
        byte[] damaged = random.Next(2) == 0
            ? bytes[..random.Next(bytes.Length)]
            : [.. bytes, .. new byte[1 + random.Next(9)]];
        var copy = new PopularityDelta();

        copy.TryAdd(damaged).Should().BeFalse($"seed {seed}");
        copy.IsEmpty.Should().BeTrue($"seed {seed}");
    });

    [Test]
    public void SharesAt_TracksOfAllKinds_IsTheirsLessOneTaking()
    {
        var (delta, sketch) = (new PopularityDelta(), new PopularitySketch());
        for (var i = 0; i < 1_000; i++)
        {
            delta.Add(TrackOf(i < 400 ? 1 : i + 1), rarityBits: 3);
        }

        sketch.Merge(0, [delta]);

        sketch.SharesAt(epoch: 0)(TrackOf(1)).Should().BeApproximately(0.399, 0.0005);
        sketch.SharesAt(epoch: 0)(TrackOf(700)).Should().Be(0, "it was taken once, perhaps by the asker");
        sketch.SharesAt(epoch: 0)(TrackOf(5_000)).Should().Be(0);
        new PopularitySketch().SharesAt(epoch: 0)(1).Should().Be(0);
    }

    /// <summary>What a taking weighs grows over a half-life; the asker's own is taken off at what it weighs.</summary>
    [Test]
    public void SharesAt_AtAnyTimeOfAHalfLife_LeavesOutTheAskersOwnAndNoMore(
        [Values(0, 300, 1_007, 1_008, 1_700)] int epoch)
    {
        var (delta, sketch) = (new PopularityDelta(), new PopularitySketch());
        for (var i = 0; i < 1_000; i++)
        {
            delta.Add(TrackOf(i < 2 ? 1 : i), rarityBits: 3);
        }

        sketch.Merge(epoch, [delta]);

        sketch.SharesAt(epoch)(TrackOf(700)).Should().Be(0, "it was taken once");
        sketch.SharesAt(epoch)(TrackOf(1)).Should().BeApproximately(0.001, 0.0001, "one other took it");
    }

    /// <summary>None, or one of three, of which one is beyond what a signed number holds.</summary>
    private static uint ArtistOf(Random random) => random.Next(4) is var artist and < 3 ? (uint)artist : uint.MaxValue;

    private static byte[] BytesOf(CandidateTakings takings)
    {
        var bytes = new byte[takings.Bytes];
        takings.Write(bytes);
        return bytes;
    }

    private static List<(ulong Track, uint Artist)> ArtistsOf(TakingSample sample)
    {
        var told = new List<(ulong, uint)>();
        foreach (var (taking, artist) in sample)
        {
            told.Add((taking.Track, artist));
        }

        return told;
    }

    private static ulong TrackOf(int number) => unchecked((ulong)number * 0x9E3779B97F4A7C15);

    private static AccountKey KeyOf(int account)
    {
        var random = new Random(account);
        return new AccountKey((ulong)random.NextInt64(), (ulong)random.NextInt64());
    }
}
