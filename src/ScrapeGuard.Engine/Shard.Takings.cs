using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Engine.Accounts;
using ScrapeGuard.Engine.Epochs;

namespace ScrapeGuard.Engine;

/// <summary>What a shard tells the others of what its accounts take.</summary>
internal sealed partial class Shard
{
    /// <summary>
    /// Requests and tracks of a person's day, at most: 367 plays, each with key, audio, report and a track.
    /// </summary>
    private const float BusiestDay = 1_500;

    /// <summary>Traits of an account are told in one epoch of so many.</summary>
    private const ulong TraitEpochs = 3;

    /// <summary>
    /// Tells what candidates for a campaign take, and, to hold them against, what some of all others do. Who is flagged
    /// is not one of those.
    /// </summary>
    private void TellTakings(in AccountState state, in AccessEvent e, ReadOnlySpan<ulong> tracks)
    {
        if (e.Operation is not (Operation.Audio or Operation.License) || e.Status >= 400
            || (state.Flags & AccountState.Allowlisted) != 0)
        {
            return;
        }

        var isCandidate = IsCandidate(state);
        if (isCandidate || _campaigns.IsMeasure(state.Key))
        {
            // An artist is that of the one track served.
            var artist = tracks.Length == 1 ? e.Artist : 0;
            foreach (var track in tracks)
            {
                _taken.Candidates.Note(state.Key, track, isCandidate, artist);
            }
        }
    }

    /// <summary>
    /// Tells where the same accounts come from and by which rhythm they work, by the event at which they are looked at,
    /// in one epoch of three, each account in its own: that shows what they share as well as each event does, at a
    /// fraction of the work.
    /// </summary>
    private void TellTraits(in AccountState state, in AccessEvent e)
    {
        var epoch = (ulong)Epoch.Of(e.TimeMicros / 1_000_000);
        if ((epoch + (state.Key.High >> 32)) % TraitEpochs == 0
            && (IsCandidate(state) || _campaigns.IsMeasure(state.Key)))
        {
            _taken.Candidates.NoteTraits(e, state.Features);
        }
    }

    private static bool IsCandidate(in AccountState state) =>
        (state.Flags & AccountState.Candidate) != 0 || state.Verdict != Verdict.None;

    /// <summary>
    /// What people take makes the popularity. What the flagged take does not, so that they can't shape it; nor does
    /// what an account asks for again, nor one that is busier than any person: so that one account's word is one word,
    /// and to make a track look well known takes as many accounts as know it.
    /// </summary>
    private void Learn(in Features.AccountFeatures account, in AccessEvent e, ReadOnlySpan<ulong> tracks)
    {
        if (e.Status >= 400 || e.Operation == Operation.Play || tracks.IsEmpty || account.DayVolume > BusiestDay)
        {
            return;
        }

        foreach (var track in tracks[..Math.Min(tracks.Length, Features.AccountFeatures.RarityTracks)])
        {
            // The key counts for the audio that follows it.
            if (!account.HasHad(e.Operation, track))
            {
                _taken.Add(track, _popularity.RarityOf(track));
            }
        }
    }
}
