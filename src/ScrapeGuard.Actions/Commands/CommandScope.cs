namespace ScrapeGuard.Actions.Commands;

/// <summary>How a command names whom it is about.</summary>
public enum CommandScope : byte
{
    None = 0,
    Account = 1,
    Effect = 2,
    Cohort = 3,
    Campaign = 4,
    All = 5,
}
