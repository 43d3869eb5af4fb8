using ScrapeGuard.AccountService.Options;

namespace ScrapeGuard.Cli.Services;

/// <summary>All settings of an actioner, checked.</summary>
internal sealed record ActionerSettings
{
    /// <summary>The group of actioners where nothing else is said.</summary>
    public const string DefaultGroup = "scrapeguard-actioner";

    /// <summary>What all services have.</summary>
    public required SharedSettings Shared { get; init; }

    /// <summary>The settings under <c>AccountService</c>.</summary>
    public required AccountServiceOptions Accounts { get; init; }

    /// <summary><c>Database:ConnectionString</c>; null: what must not be forgotten is kept in a journal.</summary>
    public string? ConnectionString { get; init; }
}
