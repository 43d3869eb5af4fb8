namespace ScrapeGuard.Actions.Guarding;

/// <summary>A change of one counter. Counters that come to 0 need not be kept.</summary>
/// <param name="Kind">What it counts.</param>
/// <param name="Scope">Such as <c>all</c> or <c>plan:premium</c>.</param>
/// <param name="Bucket">Its time, in the unit of its kind.</param>
/// <param name="By">How much more, or less.</param>
public readonly record struct CounterChange(CounterKind Kind, string Scope, long Bucket, int By);
