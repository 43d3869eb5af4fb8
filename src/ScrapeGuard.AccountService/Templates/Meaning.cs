namespace ScrapeGuard.AccountService.Templates;

/// <summary>What an answer means.</summary>
internal enum Meaning
{
    /// <summary>It does not tell.</summary>
    Unknown = 0,

    Done,

    NotDone,

    Refused,
}
