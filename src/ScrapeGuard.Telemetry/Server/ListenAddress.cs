using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ScrapeGuard.Telemetry.Server;

/// <summary>
/// Where a server listens. A host's name is no address: Kestrel takes one for all interfaces, which would open to the
/// world what was meant for a private network.
/// </summary>
/// <param name="Host">An IP address, <c>localhost</c> or <c>*</c>.</param>
/// <param name="Port">0: any free one.</param>
internal readonly record struct ListenAddress(string Host, ushort Port)
{
    private const string Scheme = "http://";

    /// <summary>Whether only this machine reaches it.</summary>
    public bool IsLoopback =>
        Host == "localhost" || (IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address));

    public static bool TryParse(string url, out ListenAddress address)
    {
        address = default;
        if (!url.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var authority = url.AsSpan(Scheme.Length);
        authority = authority.EndsWith("/") ? authority[..^1] : authority;
        var colon = authority.LastIndexOf(':');
        if (colon <= 0 || !ushort.TryParse(
            authority[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port))
        {
            return false;
        }

        if (HostOf(authority[..colon]) is not { } host || (host == "localhost" && port == 0))
        {
            return false;
        }

        address = new ListenAddress(host, port);
        return true;
    }

    public void ListenWith(KestrelServerOptions kestrel)
    {
        switch (Host)
        {
            case "*":
                kestrel.ListenAnyIP(Port);
                break;
            case "localhost":
                kestrel.ListenLocalhost(Port);
                break;
            default:
                kestrel.Listen(IPAddress.Parse(Host), Port);
                break;
        }
    }

    // An IPv6 address stands in brackets, as in any URL. "127.1" and the like are addresses to the parser only.
    private static string? HostOf(ReadOnlySpan<char> text)
    {
        if (text is "*" or "+")
        {
            return "*";
        }

        if (text.Equals("localhost", StringComparison.OrdinalIgnoreCase))
        {
            return "localhost";
        }

        var isBracketed = text.Length > 2 && text[0] == '[' && text[^1] == ']';
        var bare = isBracketed ? text[1..^1] : text;
        return IPAddress.TryParse(bare, out var ip) && isBracketed == bare.Contains(':')
            && (isBracketed || bare.Equals(ip.ToString(), StringComparison.Ordinal))
                ? ip.ToString()
                : null;
    }
}
