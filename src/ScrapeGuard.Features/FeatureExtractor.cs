using ScrapeGuard.Core.Features;
using ScrapeGuard.Features.Windows;

namespace ScrapeGuard.Features;

/// <summary>Reads an account's feature vector, as of its last event. Allocates nothing.</summary>
public static class FeatureExtractor
{
    private const float BytesPerAudioSecond = 20_000;
    private const float DaySeconds = 86_400;
    private const int WeekSeconds = 604_800;

    /// <summary>Fills the <see cref="FeatureSchema.Count"/> values of <paramref name="vector"/>; all finite.</summary>
    public static void Extract(in AccountFeatures account, Span<float> vector)
    {
        ReadTraffic(account, vector);
        ReadTracks(account, vector);
        ReadBehaviour(account, vector);
        ReadSources(account, vector);
    }

    private static void ReadTraffic(in AccountFeatures account, Span<float> vector)
    {
        var second = account.LastSecond;
        var minute = account.Minute.Sum(WindowCut.GoneOf(second, WindowCut.Minute));
        var tenMinutes = account.TenMinutes.Sum(WindowCut.GoneOf(second, WindowCut.TenMinutes));
        var hour = account.Hour.Sum(WindowCut.GoneOf(second, WindowCut.Hour));
        var day = account.Day.Sum(WindowCut.GoneOf(second, WindowCut.Day));
        var week = account.Week.Sum(WindowCut.GoneOf(second, WindowCut.Week));
        Set(vector, Feature.Requests1m, minute[Counter.Requests]);
        Set(vector, Feature.Requests10m, tenMinutes[Counter.Requests]);
        Set(vector, Feature.Requests1h, hour[Counter.Requests]);
        Set(vector, Feature.Requests24h, day[Counter.Requests]);
        Set(vector, Feature.Requests7d, week[Counter.Requests]);
        Set(vector, Feature.Bytes1m, minute[Counter.Bytes] * Counter.BytesUnit);
        Set(vector, Feature.Bytes10m, tenMinutes[Counter.Bytes] * Counter.BytesUnit);
        Set(vector, Feature.Bytes1h, hour[Counter.Bytes] * Counter.BytesUnit);
        Set(vector, Feature.Bytes24h, day[Counter.Bytes] * Counter.BytesUnit);
        Set(vector, Feature.Bytes7d, week[Counter.Bytes] * Counter.BytesUnit);

        // What was served bounds what was distinct: it keeps an estimate from a small sample down.
        var metadata = account.MetadataTracks;
        Set(vector, Feature.MetadataTracks1m, Math.Min(metadata.CountDistinct(60), minute[Counter.Metadata]));
        Set(vector, Feature.MetadataTracks10m, Math.Min(metadata.CountDistinct(600), tenMinutes[Counter.Metadata]));
        Set(vector, Feature.AudioTracks1m, account.AudioTracks.CountDistinct(60));
        Set(vector, Feature.AudioTracks10m, account.AudioTracks.CountDistinct(600));
        Set(vector, Feature.AudioSecondsPerSecond24h,
            day[Counter.Bytes] * Counter.BytesUnit / BytesPerAudioSecond / DaySeconds);
        Set(vector, Feature.PlayedSecondsPerSecond24h,
            day[Counter.Played] * Counter.PlayedUnitMs / 1_000f / DaySeconds);
        Set(vector, Feature.KeysWithoutPlays24h, MathF.Max(day[Counter.Keys] - day[Counter.Plays], 0));
        Set(vector, Feature.AudioWithoutPlays24h, MathF.Max(day[Counter.Audio] - day[Counter.Plays], 0));
        Set(vector, Feature.AudioWithoutPlays7d, MathF.Max(week[Counter.Audio] - week[Counter.Plays], 0));
        Set(vector, Feature.ErrorShare24h, Share(day[Counter.Errors], day[Counter.Requests]));
    }

    private static void ReadTracks(in AccountFeatures account, Span<float> vector)
    {
        Set(vector, Feature.MetadataTracks1h, account.MetadataTracks.CountDistinct(3_600));
        Set(vector, Feature.MetadataTracks24h, account.MetadataTracks.CountDistinct((int)DaySeconds));
        Set(vector, Feature.MetadataTracks7d, account.MetadataTracks.CountDistinct(WeekSeconds));
        Set(vector, Feature.AudioTracks1h, account.AudioTracks.CountDistinct(3_600));
        Set(vector, Feature.AudioTracks24h, account.AudioTracks.CountDistinct((int)DaySeconds));
        Set(vector, Feature.AudioTracks7d, account.AudioTracks.CountDistinct(WeekSeconds));
    }

    private static void ReadBehaviour(in AccountFeatures account, Span<float> vector)
    {
        var gone = WindowCut.GoneOf(account.LastSecond, WindowCut.Day);
        var behaviour = account.Behaviour.Sum(gone);
        var played = account.Day.Sum(gone)[Counter.Played];
        Set(vector, Feature.RepeatShare24h,
            Share(behaviour[BehaviourCounter.Repeats], behaviour[BehaviourCounter.SampledDay]));
        Set(vector, Feature.NewShare24h,
            Share(behaviour[BehaviourCounter.New], behaviour[BehaviourCounter.SampledWeek]));
        Set(vector, Feature.RarityExcess, account.RarityMean);
        var (mix, order) = account.Operations.Entropies();
        Set(vector, Feature.OperationEntropy, mix);
        Set(vector, Feature.TransitionEntropy, order);
        Set(vector, Feature.GapMean, account.Gaps.Mean);
        Set(vector, Feature.GapDeviation, account.Gaps.Deviation);
        Set(vector, Feature.ActiveHours24h, account.ActiveHours.CountDay());
        Set(vector, Feature.ActiveHours7d, account.ActiveHours.CountWeek());
        Set(vector, Feature.HoursOfDay7d, account.ActiveHours.CountHoursOfDay());
        Set(vector, Feature.ParallelPlayShare24h, Share(behaviour[BehaviourCounter.Overlap], played));
        Set(vector, Feature.Throttled24h, behaviour[BehaviourCounter.Throttled]);
        Set(vector, Feature.NetworkChanges24h, behaviour[BehaviourCounter.NetworkChanges]);
    }

    private static void ReadSources(in AccountFeatures account, Span<float> vector)
    {
        Set(vector, Feature.Addresses7d, account.Addresses.Count());
        Set(vector, Feature.Networks7d, account.Networks.Count());
        Set(vector, Feature.Devices7d, account.Devices.Count());
        Set(vector, Feature.Clients7d, account.Clients.Count());
    }

    private static float Share(float part, float whole) => whole > 0 ? MathF.Min(part / whole, 1) : 0;

    private static void Set(Span<float> vector, Feature feature, float value) => vector[(int)feature] = value;
}
