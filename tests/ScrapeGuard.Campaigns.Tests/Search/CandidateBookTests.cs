using ScrapeGuard.Campaigns.Search;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Features.Popularity;

namespace ScrapeGuard.Campaigns.Tests.Search;

public sealed class CandidateBookTests
{
    private const long Start = 2_945_376;

    private static readonly AccountKey Account = Listeners.KeyOf(1);

    /// <summary>Of an account's tracks the lowest are kept, and of those the ones taken in one epoch or over its
    /// end.</summary>
    [Test]
    public void ToList_AnyTakings_IsThatOfANaiveOracle() => Property.HoldsForSeeds(seed =>
    {
        var dice = new Random(seed);
        var tracks = Enumerable.Range(0, dice.Next(1, 400)).Select(_ => (ulong)dice.NextInt64()).ToArray();
        var book = new CandidateBook();
        var seen = new SortedDictionary<ulong, (long First, long Last)>();
        for (var epoch = Start; epoch < Start + 30; epoch++)
        {
            var takings = new CandidateTakings();
            for (var i = dice.Next(30); i > 0; i--)
            {
                var track = tracks[dice.Next(tracks.Length)];
                takings.Note(Account, track, isCandidate: true);
                seen[track] = seen.TryGetValue(track, out var times) ? (times.First, epoch) : (epoch, epoch);
            }

            book.Take(epoch, takings);
        }

        var once = seen.Take(BookEntry.Capacity).Where(pair => pair.Value.Last - pair.Value.First <= 1);
        var account = book.ToList().Single();
        account.IsCandidate.Should().BeTrue();
        account.Tracks.Should().Equal(once.Select(pair => pair.Key), $"seed {seed}");
        account.Epochs.Should().Equal(once.Select(pair => (int)pair.Value.First), $"seed {seed}");
    }, runs: 40);

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
