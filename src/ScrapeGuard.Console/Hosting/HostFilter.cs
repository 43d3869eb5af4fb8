using System.Net;
using Microsoft.AspNetCore.Http;

namespace ScrapeGuard.Console.Hosting;

/// <summary>
/// Answers only requests for a host that the console is: a name of a stranger that was pointed at this machine (DNS
/// rebinding) makes no page of theirs a page of ours.
/// </summary>
internal sealed class HostFilter
{
    private readonly HashSet<string> _hosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly bool _isAny;

    public HostFilter(ConsoleOptions options)
    {
        _hosts.UnionWith(options.AllowedHosts);
        if (_hosts.Count > 0)
        {
            return;
        }

        foreach (var place in options.Addresses)
        {
            // Whoever listens everywhere and names no host has keys or tokens, which a stranger's page has not.
            _isAny |= place.Host == "*";
            if (place.IsLoopback)
            {
                _hosts.UnionWith(["localhost", "127.0.0.1", "[::1]"]);
            }

            _hosts.Add(IPAddress.TryParse(place.Host, out var address)
                && address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6
                    ? $"[{place.Host}]"
                    : place.Host);
        }
    }

    public bool Allows(HttpRequest request) =>
        _isAny || _hosts.Contains(request.Host.Host) || (IsProbe(request.Path) && IsNoName(request.Host.Host));

    /// <summary>What is asked of each instance by its own address, and not by the name that browsers use.</summary>
    private static bool IsProbe(PathString path) => path.Value is { } text
        && (text.StartsWith("/health/", StringComparison.Ordinal) || text == "/metrics");

    // An address is no name that a stranger could point here, and a browser always says a host.
    private static bool IsNoName(string host) => host.Length == 0 || IPAddress.TryParse(host.Trim('[', ']'), out _);
}
