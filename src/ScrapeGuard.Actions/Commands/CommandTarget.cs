namespace ScrapeGuard.Actions.Commands;

/// <summary>Whom a command is about.</summary>
/// <param name="Scope">How they are named.</param>
/// <param name="Name">The account, effect, cohort (such as <c>plan:premium</c>) or campaign; empty for all.</param>
/// <param name="SinceMicros">
/// Of cohort, campaign and all: only accounts that something was first done to from this time on, in microseconds since
/// 1970; null: from ever.
/// </param>
public sealed record CommandTarget(CommandScope Scope, string Name, long? SinceMicros = null)
{
    /// <summary>Nobody in particular: the kill switch.</summary>
    public static CommandTarget None { get; } = new(CommandScope.None, "");

    /// <summary>Whether it may be many accounts, and is worked off in bounded batches.</summary>
    public bool IsMany => Scope is CommandScope.Cohort or CommandScope.Campaign or CommandScope.All;
}
