using System.Net;
using ScrapeGuard.Console.Hosting;
using ScrapeGuard.Console.SignIn;
using ScrapeGuard.Console.SignIn.Tokens;
using ScrapeGuard.Console.Traffic;
using ScrapeGuard.Postgres;
using Keys = ScrapeGuard.Cli.Services.ConsoleKeys;

namespace ScrapeGuard.Cli.Services;

/// <summary>Makes the settings of a console, and names what is wrong with them.</summary>
internal sealed class ConsoleBinder(SettingValues values, SettingsLayers layers, List<string> errors)
{
    private const int MaxSessionMinutes = 10_080;
    private const int MaxAccounts = 1_000_000;
    private const int MaxRecentEvents = 10_000_000;

    public ConsoleSettings Bind(SharedSettings shared, PostgresOptions? database)
    {
        var defaults = new ConsoleOptions { Urls = shared.Urls.IsEmpty ? [ConsoleSettings.DefaultUrl] : shared.Urls };
        var traffic = new TrafficOptions { BucketSeconds = 600 };
        return new ConsoleSettings(
            shared.InGroup(layers, ConsoleSettings.DefaultGroup),
            defaults with
            {
                AllowedHosts = HostsOf(),
                Proxies = ProxiesOf(),
                Keys = KeysOf(),
                Oidc = OidcOf(),
                SessionFor = values.Between(Keys.SessionMinutes, 1, MaxSessionMinutes) is { } minutes
                    ? TimeSpan.FromMinutes(minutes)
                    : defaults.SessionFor,
            },
            traffic with
            {
                MaxAccounts = values.Between(Keys.Accounts, 100, MaxAccounts) ?? traffic.MaxAccounts,
                MaxRecentEvents = values.Between(Keys.RecentEvents, 0, MaxRecentEvents) ?? traffic.MaxRecentEvents,
            },
            database);
    }

    private IReadOnlyList<string> HostsOf()
    {
        var text = values.Text(Keys.AllowedHosts);
        var hosts = text?.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (Array.Exists(hosts, host => Uri.CheckHostName(host.Trim('[', ']')) == UriHostNameType.Unknown))
        {
            values.Reject<string>(Keys.AllowedHosts, "must be names of hosts, several with semicolons between");
        }

        return hosts;
    }

    private List<IPNetwork> ProxiesOf()
    {
        var text = values.Text(Keys.Proxies);
        var words = text?.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        var proxies = new List<IPNetwork>();
        foreach (var word in words)
        {
            if (IPNetwork.TryParse(word, out var network))
            {
                proxies.Add(network);
            }
            else if (IPAddress.TryParse(word, out var address))
            {
                proxies.Add(new IPNetwork(address, 8 * address.GetAddressBytes().Length));
            }
            else
            {
                values.Reject<string>(
                    Keys.Proxies, "must be addresses or networks (10.0.0.0/8), several with semicolons between");
                break;
            }
        }

        return proxies;
    }

    private List<HashedKey> KeysOf()
    {
        var keys = new List<HashedKey>();
        var hashes = layers.Named(Keys.Keys, Keys.Hash).ToDictionary(key => key.Name, StringComparer.Ordinal);
        foreach (var name in hashes.Keys.Union(layers.Named(Keys.Keys, Keys.Role).Select(key => key.Name)))
        {
            var (hashKey, roleKey) = (Keys.Keys + name + Keys.Hash, Keys.Keys + name + Keys.Role);
            var (hash, role) = (values.Text(hashKey), values.Text(roleKey));
            if (hash is null || role is null)
            {
                if (layers[hashKey] is null || layers[roleKey] is null)
                {
                    errors.Add($"{(hash is null ? hashKey : roleKey)}: is missing; a key has a hash and a role");
                }

                continue;
            }

            var bytes = HashedKey.Parse(hash) ?? values.Reject<byte[]>(hashKey, HashedKey.Allowed);
            if (!RoleWords.TryParse(role, out var known))
            {
                values.Reject<string>(roleKey, $"must be {string.Join(" or ", RoleWords.All)}");
            }
            else if (bytes is not null)
            {
                keys.Add(new HashedKey(name, known, bytes));
            }
        }

        return keys;
    }

    private OidcOptions? OidcOf()
    {
        var (issuer, audience) = (values.Text(Keys.Issuer), values.Text(Keys.Audience));
        var (claim, prefix) = (values.Text(Keys.RoleClaim), values.Blank(Keys.RolePrefix));
        if (issuer is null && audience is null)
        {
            return null;
        }

        if (issuer is null || audience is null)
        {
            errors.Add($"{(issuer is null ? Keys.Issuer : Keys.Audience)}: is missing; tokens are believed of one "
                + "issuer for one audience");
            return null;
        }

        var options = new OidcOptions { Issuer = issuer, Audience = audience };
        options = options with
        {
            RoleClaim = claim ?? options.RoleClaim,
            RolePrefix = prefix ?? options.RolePrefix,
        };
        errors.AddRange(options.Validate().Select(layers.Place));
        return options;
    }
}
