using ScrapeGuard.Core.Events;
using ScrapeGuard.Features.Traits;

namespace ScrapeGuard.Features.Popularity;

/// <summary>
/// What accounts that may belong to a campaign took in an epoch, and what a sample of all others did, to hold them
/// against: at most 10,240 pairs of account and track. And traits of both: at most 4,096 pairs of account and trait.
/// 392 KiB in all.
/// </summary>
public sealed class CandidateTakings
{
    /// <summary>Pairs of candidates: of 2,700 that take a track each three minutes.</summary>
    public const int MaxOfCandidates = 8_192;

    /// <summary>Pairs of others.</summary>
    public const int MaxOfOthers = 2_048;

    /// <summary>
    /// Pairs of account and trait: of 512 accounts and more, a third of those that are awake. Who finds no room is of
    /// the half that is left out again and again; the sample of others is the last to be.
    /// </summary>
    public const int MaxOfTraits = 4_096;

    /// <summary>Most bytes of <see cref="Write"/>.</summary>
    public const int MaxBytes = (3 * TakingSample.HeadBytes)
        + ((MaxOfCandidates + MaxOfOthers + MaxOfTraits) * TakingSample.PairBytes);

    /// <summary>What candidates took.</summary>
    public TakingSample Candidates { get; } = new(MaxOfCandidates);

    /// <summary>What others took.</summary>
    public TakingSample Others { get; } = new(MaxOfOthers);

    /// <summary>Traits of both, and habits (<see cref="Trait"/>, <see cref="Habit"/>).</summary>
    public TakingSample Traits { get; } = new(MaxOfTraits);

    /// <summary>Whether there is nothing.</summary>
    public bool IsEmpty => Candidates.Count == 0 && Others.Count == 0 && Traits.Count == 0;

    /// <summary>Bytes of <see cref="Write"/>.</summary>
    public int Bytes => Candidates.Bytes + Others.Bytes + Traits.Bytes;

    /// <summary>Notes a taking.</summary>
    /// <param name="account">Who took it.</param>
    /// <param name="track">What.</param>
    /// <param name="isCandidate">Whether it is to be held against others.</param>
    /// <param name="artist">Hash of whose track it is; 0: not told.</param>
    public void Note(AccountKey account, ulong track, bool isCandidate, uint artist = 0) =>
        (isCandidate ? Candidates : Others).Note(account, track, artist);

    /// <summary>Notes what an event shows of its account, of every kind that it tells, its rhythm and habits.</summary>
    /// <param name="e">The event.</param>
    /// <param name="account">What is kept of its account, the event included.</param>
    public void NoteTraits(in AccessEvent e, in AccountFeatures account)
    {
        for (var kind = 0; kind < Trait.Kinds; kind++)
        {
            if (Trait.Of((TraitKind)kind, e) is var trait and not 0)
            {
                Traits.Note(e.Account, trait);
            }
        }

        for (var key = 0; key < Rhythm.Keys; key++)
        {
            if (Rhythm.Of(account, key) is var trait and not 0)
            {
                Traits.Note(e.Account, trait);
            }
        }

        if (account.ReportsPlays)
        {
            Traits.Note(e.Account, Habit.ReportsPlays);
        }

        if (account.Choices.PlaysAgain)
        {
            Traits.Note(e.Account, Habit.PlaysAgain);
        }
    }

    /// <summary>Adds all that another holds.</summary>
    public void Add(CandidateTakings other)
    {
        Candidates.Add(other.Candidates);
        Others.Add(other.Others);
        Traits.Add(other.Traits);
    }

    /// <summary>Forgets all and keeps the room.</summary>
    public void Clear()
    {
        Candidates.Clear();
        Others.Clear();
        Traits.Clear();
    }

    /// <summary>The three samples, one after the other.</summary>
    public void Write(Span<byte> bytes)
    {
        Candidates.Write(bytes);
        Others.Write(bytes[Candidates.Bytes..]);
        Traits.Write(bytes[(Candidates.Bytes + Others.Bytes)..]);
    }

    /// <summary>Whether bytes are those of <see cref="Write"/> and nothing else.</summary>
    public static bool AreWhole(ReadOnlySpan<byte> bytes) => TryCut(bytes, out _, out _);

    /// <summary>Adds what <see cref="Write"/> wrote.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        if (!TryCut(bytes, out var others, out var traits))
        {
            throw new ArgumentException("Damaged bytes", nameof(bytes));
        }

        Candidates.Add(bytes[..others]);
        Others.Add(bytes[others..traits]);
        Traits.Add(bytes[traits..]);
    }

    private static bool TryCut(ReadOnlySpan<byte> bytes, out int others, out int traits)
    {
        (others, traits) = (TakingSample.LengthOf(bytes, MaxOfCandidates), -1);
        if (others < 0)
        {
            return false;
        }

        var length = TakingSample.LengthOf(bytes[others..], MaxOfOthers);
        traits = others + length;
        return length >= 0 && TakingSample.LengthOf(bytes[traits..], MaxOfTraits) == bytes.Length - traits;
    }
}
