using ScrapeGuard.Actions.Cases;
using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Core.Decisions;

namespace ScrapeGuard.Console.Acting;

/// <summary>The cases at one moment; never changed.</summary>
internal sealed record CaseBoard(IReadOnlyList<CaseEntry> Cases)
{
    public static CaseBoard Empty { get; } = new([]);

    public long Open { get; } = Cases.LongCount(entry => entry.Case.IsOpen);

    public long Waiting { get; } = Cases.LongCount(entry => entry.IsWaiting);

    public long Held { get; } = Cases.Sum(entry => (long)entry.Held.Count);
}

/// <param name="Case">The case.</param>
/// <param name="Newest">Its newest decision; null: it is not known yet, or there is none.</param>
/// <param name="Held">What waits for people.</param>
/// <param name="LastReview">Who dealt with it last; null: nobody.</param>
internal sealed record CaseEntry(Case Case, Decision? Newest, IReadOnlyList<Effect> Held, Review? LastReview = null)
{
    /// <summary>Who dealt with it since the newest decision about it; null: it is not reviewed yet.</summary>
    public Review? Review => LastReview is { } last && last.Micros >= (Newest?.TimeMicros ?? 0) ? last : null;

    public bool IsWaiting => Held.Count > 0;

    public string State => IsWaiting ? "waiting" : Case.IsOpen ? "open" : "closed";
}
