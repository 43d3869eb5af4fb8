using ScrapeGuard.Simulation.Randomness;

namespace ScrapeGuard.Simulation.Accounts;

/// <summary>Programs that people and scrapers use; third-party players are used by both.</summary>
internal static class Clients
{
    public static readonly byte[][] All =
    [
        "ios/9.0.12"u8.ToArray(), "android/9.0.14"u8.ToArray(), "desktop/1.2.52"u8.ToArray(), "web/1.2"u8.ToArray(),
        "android/8.9.40"u8.ToArray(), "tv/4.1"u8.ToArray(), "speaker/3.7"u8.ToArray(),
        "librespot/0.6.0"u8.ToArray(), "spotifyd/0.4.1"u8.ToArray(),
        "android/8.7.76"u8.ToArray(), "ios/8.8.2"u8.ToArray(), "desktop/1.1.84"u8.ToArray(), "web/0.9"u8.ToArray(),
        "tv/3.2"u8.ToArray(), "speaker/2.11"u8.ToArray(),
    ];

    private const int Official = 7;
    private const int ThirdParty = 2;

    public static byte DrawOfficial(ref Chance dice) => (byte)dice.Zipf(Official, 0.8);

    public static byte DrawThirdParty(ref Chance dice) => (byte)(Official + dice.Below(ThirdParty));

    /// <summary>An old build that no person uses any more.</summary>
    public static byte DrawForgotten(ref Chance dice)
    {
        const int used = Official + ThirdParty;
        return (byte)(used + dice.Below(All.Length - used));
    }
}
