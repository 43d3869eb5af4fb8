using ScrapeGuard.Core.Features;
using ScrapeGuard.Features.Tests.Streams;
using ScrapeGuard.Features.Windows;
using static ScrapeGuard.Features.Tests.Streams.ExactOracle;

namespace ScrapeGuard.Features.Tests;

/// <summary>Every feature against its definition, on random streams, within its stated bound.</summary>
public sealed class FeatureOracleTests
{
    private static readonly int[] Cuts = [7, 60, 150, 400];

    [Test]
    public void Extract_SmallCatalogue_AgreesWithOracle() =>
        Property.HoldsForSeeds(seed => CheckCuts(RandomStream.Small(seed), CheckAll));

    [Test]
    public void Extract_LargeCatalogue_AgreesWithOracleOfCounters() =>
        Property.HoldsForSeeds(seed => CheckCuts(RandomStream.Large(seed), CheckCounters));

    private static void CheckCuts(List<StreamEvent> stream, Action<List<StreamEvent>, float[]> check)
    {
        foreach (var cut in Cuts)
        {
            var events = stream.Take(cut).ToList();
            check(events, AccountRun.Vector(AccountRun.Feed(events)));
        }
    }

    private static void CheckAll(List<StreamEvent> events, float[] vector)
    {
        CheckCounters(events, vector);
        CheckDistinct(events, vector);
        CheckSightings(events, vector);
    }

    private static void CheckCounters(List<StreamEvent> events, float[] vector)
    {
        var exact = new ExactOracle(events);
        var parts = new PartOracle(events);
        void Within(Feature feature, double bound) =>
            ((double)vector[(int)feature]).Should().BeApproximately(exact.Of(feature), bound + 1e-3, "{0}", feature);

        for (var f = Feature.Requests1m; f <= Feature.Bytes7d; f++)
        {
            var window = WindowOf(f);
            var isBytes = f >= Feature.Bytes1m;
            var bytes = parts.InUnits(e => e.Event.Bytes, Counter.BytesUnit);
            var formula = isBytes ? parts.Formula(window, bytes) * Counter.BytesUnit : parts.Formula(window, _ => 1);
            ((double)vector[(int)f]).Should().BeApproximately(formula, 1e-3 + (formula * 1e-6), "{0}", f);
            var bound = isBytes
                ? parts.Bound(window, e => e.Event.Bytes) + (2 * Counter.BytesUnit)
                : parts.Bound(window, _ => 1);
            Within(f, bound + (exact.Of(f) * 1e-6));
        }

        var dayBytes = parts.Bound(Day, e => e.Event.Bytes) + (2 * Counter.BytesUnit);
        Within(Feature.AudioSecondsPerSecond24h, dayBytes / 20_000 / Day);
        var played = parts.Bound(Day, PlayedMs) + (2 * Counter.PlayedUnitMs);
        Within(Feature.PlayedSecondsPerSecond24h, played / 1_000 / Day);
        Within(Feature.KeysWithoutPlays24h, parts.Bound(Day, Keys) + parts.Bound(Day, Plays));
        Within(Feature.AudioWithoutPlays24h, parts.Bound(Day, Audio) + parts.Bound(Day, Plays));
        Within(Feature.AudioWithoutPlays7d, parts.Bound(Week, Audio) + parts.Bound(Week, Plays));
        Within(Feature.Throttled24h, parts.Bound(Day, e => e.Event.Status == 429 ? 1 : 0));
        Within(Feature.NetworkChanges24h, parts.Bound(Day, exact.NetworkChanges));
        Within(Feature.RarityExcess, 0);
        Within(Feature.OperationEntropy, 1e-4);
        Within(Feature.TransitionEntropy, 1e-4);
        Within(Feature.GapMean, 0.0862);
        Within(Feature.GapDeviation, 0.0432);
        Within(Feature.ActiveHours24h, 0);
        Within(Feature.ActiveHours7d, 0);
        Within(Feature.HoursOfDay7d, 0);
        CheckShare(vector, Feature.ErrorShare24h, parts, e => e.IsServed ? 0 : 1, _ => 1);
        CheckShare(vector, Feature.ParallelPlayShare24h, parts,
            parts.InUnits(exact.OverlapMs, Counter.PlayedUnitMs), parts.InUnits(PlayedMs, Counter.PlayedUnitMs));
    }

    private static void CheckDistinct(List<StreamEvent> events, float[] vector)
    {
        var exact = new ExactOracle(events);
        for (var f = Feature.MetadataTracks1m; f <= Feature.AudioTracks7d; f++)
        {
            var isAudio = f >= Feature.AudioTracks1m;
            var window = WindowOf(f);
            var value = (int)vector[(int)f];
            value.Should().BeLessThanOrEqualTo(exact.Distinct(window + 16, e => e.IsAudio == isAudio), "{0}", f);

            // What the window of requests counts in part at its old edge bounds the short counts of metadata from above.
            var certain = f <= Feature.MetadataTracks10m ? window * 3 / 4 : window - 16;
            value.Should().BeGreaterThanOrEqualTo(exact.Distinct(certain, e => e.IsAudio == isAudio), "{0}", f);
        }
    }

    private static void CheckSightings(List<StreamEvent> events, float[] vector)
    {
        var parts = new PartOracle(events);
        var sightings = Sighting.AllOf(events).ToLookup(s => s.Event);
        CheckShare(vector, Feature.RepeatShare24h, parts,
            e => sightings[e].Count(s => s.IsRepeat), e => sightings[e].Count());
        CheckShare(vector, Feature.NewShare24h, parts,
            e => sightings[e].Count(s => s.IsNew), e => sightings[e].Count());
    }

    /// <summary>A share is that of two windows of the formula, so its error follows from theirs.</summary>
    private static void CheckShare(
        float[] vector, Feature feature, PartOracle parts, Func<StreamEvent, double> part, Func<StreamEvent, double> whole)
    {
        var denominator = parts.Formula(Day, whole);
        var expected = denominator > 0 ? Math.Min(parts.Formula(Day, part) / denominator, 1) : 0;
        ((double)vector[(int)feature]).Should().BeApproximately(expected, 1e-4, "{0}", feature);
    }
}
