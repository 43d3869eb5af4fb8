using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Engine.Accounts;
using ScrapeGuard.Engine.Judging;
using ScrapeGuard.Engine.Tests.Streams;

namespace ScrapeGuard.Engine.Tests.Judging;

/// <summary>Who is to be held against others.</summary>
public sealed class CandidateTestTests
{
    private const int MinutesApart = 15;

    /// <summary>Ten new tracks, and fewer returns.</summary>
    [TestCase(9, 0, false)]
    [TestCase(10, 9, true)]
    [TestCase(10, 10, false)]
    [TestCase(50, 49, true)]
    [TestCase(50, 50, false)]
    public void Look_NewTracksAndReturns_AreACandidatesIfReturnsAreFew(int tracks, int returns, bool isCandidate)
    {
        var state = default(AccountState);
        for (var i = 0; i < tracks + returns; i++)
        {
            // It comes back to the first tracks, by turns.
            var track = i < tracks ? i : (i - tracks) % tracks;
            var e = StreamEvent.Batch(StreamEvent.At(i * MinutesApart * 60, "a", Operation.Audio))[0];
            state.Features.Update(e, 0, [ZipfCatalogue.TrackOf(track)], 0, new());
        }

        CandidateTest.Look(ref state, new ScoreThresholds { WrongSuspensionEveryAccountDays = 0 });

        state.Features.Choices.NewTracks.Should().Be(tracks);
        ((state.Flags & AccountState.Candidate) != 0).Should().Be(isCandidate);
    }
}
