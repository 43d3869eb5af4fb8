namespace ScrapeGuard.Actions.Cases;

/// <summary>What a person wrote into a case.</summary>
/// <param name="Id">The id of the command that brought it.</param>
/// <param name="Case">The case.</param>
/// <param name="TimeMicros">When, in microseconds since 1970.</param>
/// <param name="By">Who.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Text">At most 4,096 characters.</param>
/// <param name="Account">The account that it is about, if one.</param>
public sealed record CaseNote(
    string Id, string Case, long TimeMicros, string By, CaseNoteKind Kind, string Text, string? Account);
