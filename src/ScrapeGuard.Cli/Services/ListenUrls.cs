using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;

namespace ScrapeGuard.Cli.Services;

/// <summary>
/// Addresses to listen at: <c>http://HOST[:PORT]</c> with semicolons between. HOST may be <c>*</c> (all addresses), a
/// name, or an IP address, of version 6 in brackets; port 0 takes a free one.
/// </summary>
internal static class ListenUrls
{
    public const string Allowed = "must be http://host:port, several with semicolons between";

    private const int MaxPort = ushort.MaxValue;

    /// <summary>Null when an address is wrong.</summary>
    public static ImmutableArray<string>? Parse(string text)
    {
        var urls = text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return urls.Length > 0 && urls.All(IsGood) ? [.. urls] : null;
    }

    private static bool IsGood(string url)
    {
        try
        {
            // What is no number behind the colon counts as a part of the host there.
            var address = BindingAddress.Parse(url);
            return address.Scheme == "http" && address.PathBase.Length == 0 && address.Port is >= 0 and <= MaxPort
                && IsHost(address.Host);
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static bool IsHost(string host) =>
        host is "*" or "+" || Uri.CheckHostName(host) is UriHostNameType.Dns or UriHostNameType.IPv4
            || (host.StartsWith('[') && Uri.CheckHostName(host) == UriHostNameType.IPv6);
}
