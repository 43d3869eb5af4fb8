namespace ScrapeGuard.Cli.Services;

/// <summary>The settings under <c>Console</c>.</summary>
internal static class ConsoleKeys
{
    public const string AllowedHosts = "Console:AllowedHosts";
    public const string Proxies = "Console:Proxies";
    public const string SessionMinutes = "Console:SessionMinutes";
    public const string Accounts = "Console:MaxAccounts";
    public const string RecentEvents = "Console:RecentEvents";
    public const string Issuer = "Console:Oidc:Issuer";
    public const string Audience = "Console:Oidc:Audience";
    public const string RoleClaim = "Console:Oidc:RoleClaim";
    public const string RolePrefix = "Console:Oidc:RolePrefix";
    public const string Keys = "Console:Keys:";
    public const string Hash = ":Hash";
    public const string Role = ":Role";

    /// <summary>All keys but those with a key's name in them.</summary>
    public static IEnumerable<string> All { get; } =
        [AllowedHosts, Proxies, SessionMinutes, Accounts, RecentEvents, Issuer, Audience, RoleClaim, RolePrefix];

    /// <summary>Whose keys are believed. A hash opens nothing by itself, and is not for every log either.</summary>
    public static IEnumerable<FreeSetting> Free { get; } =
        [new(Keys, Hash, IsSecret: true, '-'), new(Keys, Role, IsSecret: false, '-')];
}
