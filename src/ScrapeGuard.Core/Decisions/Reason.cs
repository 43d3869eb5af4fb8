namespace ScrapeGuard.Core.Decisions;

/// <summary>One finding behind a decision.</summary>
/// <param name="Code">The rule or feature that spoke, such as <c>feature.audio-tracks-24h</c> or
/// <c>rule.no-rest</c>.</param>
/// <param name="Value">What the account has, in the feature's unit.</param>
/// <param name="Expected">What people have: the bound of the rule, or the feature's 95 % quantile among people.</param>
/// <param name="Weight">Its share in the score: 0 to 1.</param>
public readonly record struct Reason(string Code, double Value, double Expected, double Weight);
