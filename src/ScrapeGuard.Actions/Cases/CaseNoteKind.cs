namespace ScrapeGuard.Actions.Cases;

/// <summary>What a person's note is.</summary>
public enum CaseNoteKind : byte
{
    Note = 1,

    /// <summary>What the account's owner says against it.</summary>
    Appeal = 2,

    /// <summary>An answer to an appeal.</summary>
    Answer = 3,
}
