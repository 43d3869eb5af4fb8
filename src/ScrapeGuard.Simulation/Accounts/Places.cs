using ScrapeGuard.Simulation.Randomness;

namespace ScrapeGuard.Simulation.Accounts;

/// <summary>Countries with their hours from UTC, and the networks found there.</summary>
internal static class Places
{
    private const int ConsumerNetworks = 4;

    public static readonly byte[][] Countries =
    [
        "US"u8.ToArray(), "GB"u8.ToArray(), "DE"u8.ToArray(), "FR"u8.ToArray(), "SE"u8.ToArray(), "BR"u8.ToArray(),
        "IN"u8.ToArray(), "JP"u8.ToArray(), "MX"u8.ToArray(), "ES"u8.ToArray(), "IT"u8.ToArray(), "NL"u8.ToArray(),
        "PL"u8.ToArray(), "AU"u8.ToArray(), "CA"u8.ToArray(), "ID"u8.ToArray(),
    ];

    private static readonly int[] HoursFromUtc = [-6, 0, 1, 1, 1, -3, 5, 9, -6, 1, 1, 1, 1, 10, -5, 7];

    private static readonly int[] HostingNetworks = [14061, 16276, 16509, 24940];

    /// <summary>Offset of local time, in milliseconds.</summary>
    public static long OffsetMs(byte country) => HoursFromUtc[country] * 3_600_000L;

    public static byte DrawCountry(ref Chance dice) => (byte)dice.Below(Countries.Length);

    /// <summary>A home or mobile network of the country.</summary>
    public static int DrawConsumerNetwork(byte country, ref Chance dice) =>
        3_200 + (country * 137) + dice.Below(ConsumerNetworks);

    /// <summary>A hosting company's network: rented machines, and people behind a VPN.</summary>
    public static int DrawHostingNetwork(ref Chance dice) => HostingNetworks[dice.Below(HostingNetworks.Length)];

    /// <summary>A public-looking IPv4 address that goes with the network (its first octet depends on it).</summary>
    public static uint DrawAddress(int asn, ref Chance dice)
    {
        var first = 20 + (uint)(Chance.Mix((ulong)asn) % 80);
        return (first << 24) | ((uint)dice.Next() & 0x00FFFFFF);
    }
}
