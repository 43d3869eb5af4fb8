using ScrapeGuard.Campaigns.Search;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Features.Popularity;

namespace ScrapeGuard.Campaigns.Tests.Search;

public sealed class CandidateBookTests
{
    private const long Start = 2_945_376;

    private static readonly AccountKey Account = Listeners.KeyOf(1);

    /// <summary>
    /// Of an account's tracks the lowest are kept, and of those the ones taken in one epoch or over its end; and the
    /// greatest hash of an artist of each.
    /// </summary>
    [Test]
    public void ToList_AnyTakings_IsThatOfANaiveOracle() => Property.HoldsForSeeds(seed =>
    {
        var dice = new Random(seed);
        var tracks = Enumerable.Range(0, dice.Next(1, 400)).Select(_ => (ulong)dice.NextInt64()).ToArray();
        var book = new CandidateBook();
        var seen = new SortedDictionary<ulong, (long First, long Last, uint Artist)>();
        for (var epoch = Start; epoch < Start + 30; epoch++)
        {
            var takings = new CandidateTakings();
            for (var i = dice.Next(30); i > 0; i--)
            {
                var track = tracks[dice.Next(tracks.Length)];
                var artist = (uint)dice.Next(5);
                takings.Note(Account, track, isCandidate: true, artist);
                seen[track] = seen.TryGetValue(track, out var known)
                    ? (known.First, epoch, Math.Max(known.Artist, artist))
                    : (epoch, epoch, artist);
            }

            book.Take(epoch, takings);
        }

        var once = seen.Take(BookEntry.Capacity).Where(pair => pair.Value.Last - pair.Value.First <= 1);
        var account = book.ToList().Single();
        account.IsCandidate.Should().BeTrue();
        account.Tracks.Should().Equal(once.Select(pair => pair.Key), $"seed {seed}");
        account.Epochs.Should().Equal(once.Select(pair => (int)pair.Value.First), $"seed {seed}");
        account.Artists.Order().Should().Equal(
            seen.Take(BookEntry.Capacity).Select(pair => pair.Value.Artist).Order(), $"seed {seed}");
    }, runs: 40);

    [Test]
    public void TryRead_WhatWasWritten_KnowsTheArtists() => Property.HoldsForSeeds(seed =>
    {
        var dice = new Random(seed);
        var book = new CandidateBook();
        for (var epoch = Start; epoch < Start + 30; epoch++)
        {
            var takings = new CandidateTakings();
            for (var i = dice.Next(60); i > 0; i--)
            {
                var (account, track) = (dice.Next(9), (ulong)dice.Next(600));
                takings.Note(Listeners.KeyOf(account), track, account % 2 == 0, (uint)dice.NextInt64(1L << 32));
            }

            book.Take(epoch, takings);
        }

        var copy = new CandidateBook();
        using var stream = new MemoryStream();
        using var output = new BinaryWriter(stream);
        book.Write(output);
        stream.Position = 0;
        using var input = new BinaryReader(stream);

        copy.TryRead(input).Should().BeTrue("seed {0}", seed);
        stream.Position.Should().Be(stream.Length, "seed {0}: all of it is read", seed);
        foreach (var (read, written) in copy.ToList().Zip(book.ToList()))
        {
            read.Key.Should().Be(written.Key, "seed {0}", seed);
            read.Artists.Should().Equal(written.Artists, $"seed {seed}").And.HaveCount(read.Taken);
        }
    }, runs: 20);

    [Test]
    public void Prune_TracksOfLongAgo_ForgetsTheirArtistsToo()
    {
        var book = new CandidateBook();
        for (var track = 0; track < 6; track++)
        {
            var takings = new CandidateTakings();
            takings.Note(Account, (ulong)track, isCandidate: true, artist: 10 + (uint)track);
            book.Take(Start + (track % 3), takings);
        }

        book.Prune(Start + 1 + CandidateBook.RetentionEpochs);

        var account = book.ToList().Single();
        account.Tracks.Should().Equal(1, 2, 4, 5);
        account.Artists.Order().Should().Equal(11, 12, 14, 15);
    }

    [Test]
    public void Take_MoreOthersThanAreKept_KeepsAFixedSample()
    {
        var book = new CandidateBook();
        for (var epoch = 0; epoch < 20; epoch++)
        {
            var takings = new CandidateTakings();
            for (var i = 0; i < 2_000; i++)
            {
                takings.Note(Listeners.KeyOf((epoch * 2_000) + i), (ulong)i, isCandidate: false);
            }

            book.Take(Start + epoch, takings);
        }

        book.Count.Should().BeInRange(64, CandidateBook.MaxOthers);
        book.ToList().Should().OnlyContain(account => TakingSample.IsOf(account.Key, book.Level));
    }

    [Test]
    public void Prune_MoreCandidatesThanAreKept_KeepsThoseWithTheMostTracks()
    {
        var book = new CandidateBook();
        for (var epoch = 0; epoch < 3; epoch++)
        {
            var takings = new CandidateTakings();
            for (var i = 0; i < (epoch == 0 ? 2_000 : 500); i++)
            {
                takings.Note(Listeners.KeyOf(i), (ulong)epoch, isCandidate: true);
            }

            book.Take(Start + epoch, takings);
        }

        book.Prune(Start + 3);

        book.Count.Should().Be(CandidateBook.MaxCandidates);
        book.LeftOut.Should().Be(1_000);
        var kept = book.ToList().Select(account => account.Key).ToHashSet();
        Enumerable.Range(0, 500).Should().OnlyContain(i => kept.Contains(Listeners.KeyOf(i)));
    }

    [Test]
    public void Prune_AfterTwoWeeks_ForgetsTheAccount()
    {
        var book = new CandidateBook();
        var takings = new CandidateTakings();
        takings.Note(Account, 5, isCandidate: true);
        book.Take(Start, takings);

        book.Prune(Start + CandidateBook.RetentionEpochs);
        book.Count.Should().Be(1);
        book.Prune(Start + CandidateBook.RetentionEpochs + 1);
        book.Count.Should().Be(0);
    }

    [Test]
    public void Take_PersonWhoBecomesACandidate_KeepsWhatItTookBefore()
    {
        var book = new CandidateBook();
        foreach (var (track, isCandidate) in new[] { (7UL, false), (8UL, true), (9UL, false) })
        {
            var takings = new CandidateTakings();
            takings.Note(Account, track, isCandidate);
            book.Take(Start + (long)track, takings);
        }

        book.ToList().Should().ContainSingle().Which.Should().Match<SearchAccount>(account =>
            account.IsCandidate && account.Tracks.Length == 3);
    }
}
