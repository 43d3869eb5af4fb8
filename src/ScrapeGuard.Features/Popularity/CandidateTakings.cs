using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Features.Popularity;

/// <summary>
/// What accounts that may belong to a campaign took in an epoch, and what a sample of all others did, to hold them
/// against. At most 10,240 pairs of account and track, 240 KiB.
/// </summary>
public sealed class CandidateTakings
{
    /// <summary>Pairs of candidates: of 2,700 that take a track each three minutes.</summary>
    public const int MaxOfCandidates = 8_192;

    /// <summary>Pairs of others.</summary>
    public const int MaxOfOthers = 2_048;

    /// <summary>Most bytes of <see cref="Write"/>.</summary>
    public const int MaxBytes =
        (2 * TakingSample.HeadBytes) + ((MaxOfCandidates + MaxOfOthers) * TakingSample.PairBytes);

    /// <summary>What candidates took.</summary>
    public TakingSample Candidates { get; } = new(MaxOfCandidates);

    /// <summary>What others took.</summary>
    public TakingSample Others { get; } = new(MaxOfOthers);

    /// <summary>Whether there is nothing.</summary>
    public bool IsEmpty => Candidates.Count == 0 && Others.Count == 0;

    /// <summary>Bytes of <see cref="Write"/>.</summary>
    public int Bytes => Candidates.Bytes + Others.Bytes;

    /// <summary>Notes a taking.</summary>
    public void Note(AccountKey account, ulong track, bool isCandidate) =>
        (isCandidate ? Candidates : Others).Note(account, track);

    /// <summary>Adds all that another holds.</summary>
    public void Add(CandidateTakings other)
    {
        Candidates.Add(other.Candidates);
        Others.Add(other.Others);
    }

    /// <summary>Forgets all and keeps the room.</summary>
    public void Clear()
    {
        Candidates.Clear();
        Others.Clear();
    }

    /// <summary>Both samples, one after the other.</summary>
    public void Write(Span<byte> bytes)
    {
        Candidates.Write(bytes);
        Others.Write(bytes[Candidates.Bytes..]);
    }

    /// <summary>Whether bytes are those of <see cref="Write"/> and nothing else.</summary>
    public static bool AreWhole(ReadOnlySpan<byte> bytes)
    {
        var first = TakingSample.LengthOf(bytes, MaxOfCandidates);
        return first >= 0 && TakingSample.LengthOf(bytes[first..], MaxOfOthers) == bytes.Length - first;
    }

    /// <summary>Adds what <see cref="Write"/> wrote.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        var first = TakingSample.LengthOf(bytes, MaxOfCandidates);
        Candidates.Add(bytes[..first]);
        Others.Add(bytes[first..]);
    }
}
