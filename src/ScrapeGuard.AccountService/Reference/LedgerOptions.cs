using ScrapeGuard.AccountService.Options;

namespace ScrapeGuard.AccountService.Reference;

/// <summary>What the reference service remembers.</summary>
public sealed record LedgerOptions
{
    /// <summary>Accounts, 1 to 10 million.</summary>
    /// <value>Default 1,000,000.</value>
    public int MaxAccounts { get; init; } = 1_000_000;

    /// <summary>Things done, 1 to 10 million. Beyond, calls are sent back and counted.</summary>
    /// <value>Default 1,000,000.</value>
    public int MaxEffects { get; init; } = 1_000_000;

    /// <summary>Accounts of which nobody told are none; otherwise they are there once they are named.</summary>
    /// <value>Default false.</value>
    public bool OnlyKnownAccounts { get; init; }

    internal IEnumerable<string> Validate(string key)
    {
        foreach (var mistake in new[]
        {
            Bounds.Check($"{key}:MaxAccounts", MaxAccounts, 1, 10_000_000),
            Bounds.Check($"{key}:MaxEffects", MaxEffects, 1, 10_000_000),
        })
        {
            if (mistake is not null)
            {
                yield return mistake;
            }
        }
    }
}
