using ScrapeGuard.Features.Popularity;

namespace ScrapeGuard.Tests.Popularity;

/// <summary>A catalogue of known popularity: the first of its tracks is the one that is taken most.</summary>
internal static class ZipfCatalogue
{
    public const int Count = 50_000;

    private const int Takings = 400_000;

    public static ulong TrackOf(int rank)
    {
        var x = ((ulong)rank + 1) * 0x9E37_79B9_7F4A_7C15;
        x = (x ^ (x >> 30)) * 0xBF58_476D_1CE4_E5B9;
        x = (x ^ (x >> 27)) * 0x94D0_49BB_1331_11EB;
        return x ^ (x >> 31);
    }

    /// <summary>A rank by a law of which the first thousandth carries a half.</summary>
    public static int Rank(Random random) =>
        (int)Math.Min(Math.Exp(random.NextDouble() * Math.Log(Count)) - 1, Count - 1);

    /// <summary>What is known of it after so many takings.</summary>
    public static PopularitySketch Learn()
    {
        var random = new Random(77);
        var sketch = new PopularitySketch();
        for (var epoch = 0; epoch < 8; epoch++)
        {
            var taken = new PopularityDelta();
            for (var i = 0; i < Takings / 8; i++)
            {
                var track = TrackOf(Rank(random));
                taken.Add(track, sketch.RarityOf(track));
            }

            sketch.Merge(epoch, [taken]);
        }

        return sketch;
    }
}
