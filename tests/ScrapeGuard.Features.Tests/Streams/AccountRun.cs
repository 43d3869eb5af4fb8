using ScrapeGuard.Core.Features;
using ScrapeGuard.Features.Popularity;

namespace ScrapeGuard.Features.Tests.Streams;

/// <summary>Feeds a stream to <see cref="AccountFeatures"/> as the engine does.</summary>
internal static class AccountRun
{
    public static readonly PopularitySketch NoPopularity = new();

    public static void Feed(
        ref AccountFeatures account, StreamEvent e, ref long lastMicros, PopularitySketch? popularity = null)
    {
        var gap = lastMicros == 0 ? -1 : e.Event.TimeMicros - lastMicros;
        account.Update(e.Event, gap, e.Tracks, e.Canaries, popularity ?? NoPopularity);
        lastMicros = e.Event.TimeMicros;
    }

    public static AccountFeatures Feed(IEnumerable<StreamEvent> stream, PopularitySketch? popularity = null)
    {
        var account = default(AccountFeatures);
        var last = 0L;
        foreach (var e in stream)
        {
            Feed(ref account, e, ref last, popularity);
        }

        return account;
    }

    public static float[] Vector(in AccountFeatures account)
    {
        var vector = new float[FeatureSchema.Count];
        FeatureExtractor.Extract(account, vector);
        return vector;
    }
}
