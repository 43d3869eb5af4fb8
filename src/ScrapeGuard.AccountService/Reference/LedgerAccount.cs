using ScrapeGuard.Actions.Accounts;

namespace ScrapeGuard.AccountService.Reference;

/// <summary>One account as the reference service has it.</summary>
public sealed record LedgerAccount
{
    public required string Account { get; init; }

    /// <summary>One of <see cref="AccountStates"/>.</summary>
    public string State { get; init; } = AccountStates.Active;

    public AccountProfile Profile { get; init; } = AccountProfile.Unknown;

    /// <summary>What was done last; null: nothing ever.</summary>
    public CarriedOut? Last { get; init; }
}
