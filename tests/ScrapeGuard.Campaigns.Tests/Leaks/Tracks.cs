namespace ScrapeGuard.Campaigns.Tests.Leaks;

/// <summary>Hashes of tracks, by seed.</summary>
internal static class Tracks
{
    /// <summary>Distinct tracks: SplitMix64 (G. Steele et al., 2014) is a bijection of a counter.</summary>
    public static IEnumerable<ulong> Of(ulong seed, int count)
    {
        for (var i = 1UL; i <= (ulong)count; i++)
        {
            var z = (seed << 32) + (i * 0x9E3779B97F4A7C15);
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            yield return z ^ (z >> 31);
        }
    }
}
