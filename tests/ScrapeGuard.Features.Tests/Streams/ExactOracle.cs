using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Features;

namespace ScrapeGuard.Features.Tests.Streams;

/// <summary>
/// Every feature straight from its definition, over the full list of an account's events, at the time of the last one. A
/// window of W holds the events of the seconds (t - W, t].
/// </summary>
internal sealed class ExactOracle(IReadOnlyList<StreamEvent> events, Func<ulong, double>? rarity = null)
{
    public const int Minute = 60;
    public const int TenMinutes = 600;
    public const int Hour = 3_600;
    public const int Day = 86_400;
    public const int Week = 604_800;

    private long Now => events[^1].Second;

    public double Of(Feature feature) => feature switch
    {
        <= Feature.Requests7d => Amount(WindowOf(feature), _ => 1),
        <= Feature.Bytes7d => Amount(WindowOf(feature), e => e.Event.Bytes),
        <= Feature.MetadataTracks7d => Distinct(WindowOf(feature), e => !e.IsAudio),
        <= Feature.AudioTracks7d => Distinct(WindowOf(feature), e => e.IsAudio),
        Feature.RepeatShare24h => Share(Sightings().Count(s => s.IsRepeat), Sightings().Count()),
        Feature.NewShare24h => Share(Sightings().Count(s => s.IsNew), Sightings().Count()),
        Feature.RarityExcess => Rarity(),
        Feature.OperationEntropy => OrderOracle.Mix(events),
        Feature.TransitionEntropy => OrderOracle.Order(events),
        Feature.GapMean => GapOracle.Mean(events),
        Feature.GapDeviation => GapOracle.Deviation(events),
        Feature.ActiveHours24h => Hours(24).Count(),
        Feature.ActiveHours7d => Hours(168).Count(),
        Feature.HoursOfDay7d => Hours(168).Select(h => h % 24).Distinct().Count(),
        Feature.AudioSecondsPerSecond24h => Amount(Day, e => e.Event.Bytes) / 20_000 / Day,
        Feature.PlayedSecondsPerSecond24h => Amount(Day, PlayedMs) / 1_000 / Day,
        Feature.KeysWithoutPlays24h => Math.Max(Amount(Day, Keys) - Amount(Day, Plays), 0),
        Feature.AudioWithoutPlays24h => Math.Max(Amount(Day, Audio) - Amount(Day, Plays), 0),
        Feature.AudioWithoutPlays7d => Math.Max(Amount(Week, Audio) - Amount(Week, Plays), 0),
        Feature.ParallelPlayShare24h => Share(Amount(Day, OverlapMs), Amount(Day, PlayedMs)),
        Feature.ErrorShare24h => Share(Amount(Day, e => e.IsServed ? 0 : 1), Amount(Day, _ => 1)),
        Feature.Throttled24h => Amount(Day, e => e.Event.Status == 429 ? 1 : 0),
        Feature.Addresses7d => Sources(e => e.Event.Ip),
        Feature.Networks7d => Sources(e => e.Event.Network),
        Feature.Devices7d => Sources(e => e.Event.Device),
        Feature.Clients7d => Sources(e => e.Event.Client),
        Feature.NetworkChanges24h => Amount(Day, NetworkChanges),
        _ => throw new ArgumentOutOfRangeException(nameof(feature), feature, "has no definition here"),
    };

    public static int WindowOf(Feature feature) => new[] { Minute, TenMinutes, Hour, Day, Week }[(int)feature % 5];

    /// <summary>Sum of an amount over the events of the last seconds.</summary>
    public double Amount(int window, Func<StreamEvent, double> amount) =>
        events.Where(e => e.Second > Now - window).Sum(amount);

    /// <summary>Distinct tracks served of a kind in the last seconds.</summary>
    public int Distinct(int window, Func<StreamEvent, bool> kind) =>
        events.Where(e => e.Second > Now - window && e.Takes && kind(e)).SelectMany(e => e.Tracks).ToHashSet().Count;

    public static double Keys(StreamEvent e) => e.IsServed && e.Event.Operation == Operation.License ? 1 : 0;

    public static double Audio(StreamEvent e) => e.IsServed && e.Event.Operation == Operation.Audio ? 1 : 0;

    public static double Plays(StreamEvent e) => e.IsPlay ? 1 : 0;

    public static double PlayedMs(StreamEvent e) => e.IsPlay ? e.Event.PlayedMs : 0;

    /// <summary>1 when the network is known and not that of the latest event before with a known one.</summary>
    public double NetworkChanges(StreamEvent e)
    {
        var before = events.TakeWhile(x => x != e).LastOrDefault(x => x.Event.Network != 0);
        return e.Event.Network != 0 && before is not null && before.Event.Network != e.Event.Network ? 1 : 0;
    }

    /// <summary>Milliseconds of a play that lie before the end of an earlier play.</summary>
    public double OverlapMs(StreamEvent e)
    {
        var ends = events.TakeWhile(x => x != e).Where(x => x.IsPlay).Select(x => x.Event.TimeMicros).ToList();
        var start = e.Event.TimeMicros - (e.Event.PlayedMs * 1_000L);
        return e.IsPlay && ends.Count > 0 ? Math.Max(ends.Max() - start, 0) / 1_000 : 0;
    }

    private IEnumerable<Sighting> Sightings() =>
        Sighting.AllOf(events).Where(s => s.Event.Second > Now - Day);

    private IEnumerable<long> Hours(int hours) =>
        events.Select(e => e.Second / Hour).Where(h => h > (Now / Hour) - hours).Distinct();

    private double Sources(Func<StreamEvent, uint> source) =>
        events.Where(e => e.Second > Now - Week).Select(source).Where(s => s != 0).Distinct().Count();

    /// <summary>Running mean of the first 64 tracks looked at, with weight 1/64 from then on.</summary>
    private double Rarity()
    {
        var mean = 0.0;
        var looked = events.Where(e => e.Takes).SelectMany(e => e.Tracks.Take(AccountFeatures.RarityTracks)).ToList();
        for (var i = 0; i < looked.Count; i++)
        {
            mean += ((rarity?.Invoke(looked[i]) ?? 0) - mean) / Math.Min(i + 1, 64);
        }

        return mean;
    }

    private static double Share(double part, double whole) => whole > 0 ? Math.Min(part / whole, 1) : 0;
}
