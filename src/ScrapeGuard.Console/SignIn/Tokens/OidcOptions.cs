namespace ScrapeGuard.Console.SignIn.Tokens;

/// <summary>The settings under <c>Console:Oidc</c>: whose tokens are believed, and what they say.</summary>
public sealed record OidcOptions
{
    /// <summary>The issuer, exactly as tokens have it; its discovery document names its keys.</summary>
    public required string Issuer { get; init; }

    /// <summary>What tokens for this console have in <c>aud</c>.</summary>
    public required string Audience { get; init; }

    /// <summary>The claim with roles: a text, several with blanks between, or an array.</summary>
    /// <value>Default <c>roles</c>.</value>
    public string RoleClaim { get; init; } = "roles";

    /// <summary>What stands before <c>viewer</c>, <c>analyst</c> and <c>admin</c> in a role.</summary>
    /// <value>Default <c>scrapeguard-</c>.</value>
    public string RolePrefix { get; init; } = "scrapeguard-";

    /// <summary>Where the issuer's keys are.</summary>
    public Uri DiscoveryUri => new(Issuer.TrimEnd('/') + "/.well-known/openid-configuration");

    /// <summary>What is wrong, one line a mistake.</summary>
    public IEnumerable<string> Validate()
    {
        if (!Uri.TryCreate(Issuer, UriKind.Absolute, out var address) || !IsSafe(address))
        {
            yield return $"Console:Oidc:Issuer '{Issuer}': must be an address of https (http only of this machine)";
        }

        if (Audience.Length == 0)
        {
            yield return $"Console:Oidc:Audience '{Audience}': must not be empty";
        }
    }

    /// <summary>Whether keys may be fetched there: a plain line is anyone's to change.</summary>
    internal static bool IsSafe(Uri address) =>
        address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback);
}
