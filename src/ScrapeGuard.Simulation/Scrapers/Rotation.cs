using ScrapeGuard.Simulation.Randomness;

namespace ScrapeGuard.Simulation.Scrapers;

/// <summary>Which of its addresses an account comes from.</summary>
internal static class Rotation
{
    private const double MinuteMs = 60_000;

    /// <summary>The endpoint of a sign-in: in turn by the clock, or by chance.</summary>
    public static byte EndpointAt(ScraperOptions options, long timeMs, ref Chance dice) => options.AddressMinutes > 0
        ? (byte)((long)(timeMs / (options.AddressMinutes * MinuteMs)) % options.AddressPool)
        : (byte)dice.Below(options.AddressPool);
}
