using System.Net;
using ScrapeGuard.Console.SignIn;
using ScrapeGuard.Console.SignIn.Tokens;
using ScrapeGuard.Telemetry.Server;

namespace ScrapeGuard.Console.Hosting;

/// <summary>The settings under <c>Console</c>, and where it listens.</summary>
public sealed record ConsoleOptions
{
    /// <summary><c>http://ADDRESS:PORT</c>, an address of an interface, <c>localhost</c>, or <c>*</c>.</summary>
    public required IReadOnlyList<string> Urls { get; init; }

    /// <summary>The names under which browsers reach it; empty: those that it listens at.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>Networks of the proxies in front of it, whose word on whom a request comes from is believed.</summary>
    public IReadOnlyList<IPNetwork> Proxies { get; init; } = [];

    /// <summary>The keys of programs, and of people where there are no tokens.</summary>
    public IReadOnlyList<HashedKey> Keys { get; init; } = [];

    /// <summary>Whose tokens are believed; null: nobody's.</summary>
    public OidcOptions? Oidc { get; init; }

    /// <summary>How long a browser stays signed in.</summary>
    /// <value>Default 8 hours.</value>
    public TimeSpan SessionFor { get; init; } = TimeSpan.FromHours(8);

    /// <summary>Whether anyone but who reads this machine's terminal can sign in.</summary>
    public bool HasSignIn => Keys.Count > 0 || Oidc is not null;

    /// <summary>Where it listens; of an address that is wrong nothing.</summary>
    internal IEnumerable<ListenAddress> Addresses
    {
        get
        {
            foreach (var url in Urls)
            {
                if (ListenAddress.TryParse(url, out var address))
                {
                    yield return address;
                }
            }
        }
    }

    /// <summary>What is wrong, one line a mistake, with key and value.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>(Oidc?.Validate() ?? []);
        foreach (var url in Urls)
        {
            if (!ListenAddress.TryParse(url, out var address))
            {
                errors.Add($"Http:Urls '{url}': must be http://ADDRESS:PORT, ADDRESS an IP address, localhost or * "
                    + "(and PORT not 0 with localhost)");
            }
            else if (!address.IsLoopback && !HasSignIn)
            {
                errors.Add($"Http:Urls '{url}': is open to others, and nobody could sign in; set "
                    + "Console:Keys:NAME:Hash and :Role ('scrapeguard console key' makes them), or "
                    + "Console:Oidc:Issuer and :Audience");
            }
        }

        if (Urls.Count == 0)
        {
            errors.Add("Http:Urls '': must name an address");
        }

        if (SessionFor < TimeSpan.FromMinutes(1) || SessionFor > TimeSpan.FromDays(7))
        {
            errors.Add($"Console:SessionMinutes '{SessionFor.TotalMinutes}': must be 1 to 10080");
        }

        return errors;
    }
}
