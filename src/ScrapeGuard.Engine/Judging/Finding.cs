namespace ScrapeGuard.Engine.Judging;

/// <summary>What a rule or a test found, before it becomes a reason.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Value">What the account has.</param>
/// <param name="Expected">What a person has at most.</param>
/// <param name="Score">0 to 1: the score that it asks for.</param>
internal readonly record struct Finding(string Code, double Value, double Expected, double Score);
