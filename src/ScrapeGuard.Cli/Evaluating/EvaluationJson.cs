using System.Text.Json;
using ScrapeGuard.Core.Decisions;

namespace ScrapeGuard.Cli.Evaluating;

/// <summary>Writes an evaluation as one JSON object.</summary>
internal static class EvaluationJson
{
    private const int Digits = 6;

    /// <summary>One lane as it is; several as <c>compared</c>, in the order in which they were named.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<LaneResult> lanes)
    {
        if (lanes.Count == 1)
        {
            Write(json, lanes[0]);
            return;
        }

        json.WriteStartObject();
        json.WriteStartArray("compared"u8);
        foreach (var lane in lanes)
        {
            Write(json, lane);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, LaneResult lane)
    {
        var evaluation = lane.Evaluation;
        json.WriteStartObject();
        json.WriteString("policy"u8, lane.Policy);
        json.WriteString("model"u8, lane.Model);
        json.WriteNumber("events"u8, evaluation.Events);
        json.WriteNumber("days"u8, Math.Round(evaluation.Days, Digits));
        json.WriteNumber("unlabelledAccounts"u8, evaluation.Unlabelled);
        json.WriteNumber("accountsNotSeen"u8, evaluation.NotSeen);
        WriteNumber(json, "auroc"u8, double.IsFinite(evaluation.Auroc) ? evaluation.Auroc : null);
        WriteRoc(json, evaluation.Roc);
        json.WriteStartArray("kinds"u8);
        foreach (var kind in evaluation.Kinds)
        {
            Write(json, kind);
        }

        json.WriteEndArray();
        json.WriteStartObject("people"u8);
        json.WriteNumber("accounts"u8, evaluation.Kinds.Where(kind => kind.IsPeople).Sum(kind => (long)kind.Accounts));
        json.WriteNumber("accountDays"u8, Math.Round(evaluation.PersonDays, Digits));
        json.WriteStartObject("per10000AccountDays"u8);
        for (var verdict = Verdict.Observe; verdict <= Verdict.Suspend; verdict++)
        {
            json.WriteNumber(VerdictNames.Of(verdict), Math.Round(evaluation.Per10000PersonDays(verdict), Digits));
        }

        json.WriteEndObject();
        json.WriteStartObject("upperBoundPer10000AccountDays"u8);
        for (var verdict = Verdict.Observe; verdict <= Verdict.Suspend; verdict++)
        {
            json.WriteNumber(VerdictNames.Of(verdict), Math.Round(evaluation.UpperPer10000PersonDays(verdict), Digits));
        }

        json.WriteEndObject();
        json.WriteNumber("rateLimited"u8, evaluation.PeopleRateLimited);
        json.WriteEndObject();
        json.WriteStartObject("accountDaysOfAnUnseenScrape"u8);
        Write(json, "engine"u8, evaluation.Unseen);
        Write(json, "rateLimit"u8, evaluation.UnseenByRateLimit);
        json.WriteEndObject();
        json.WriteStartObject("costCurve"u8);
        Write(json, "tracks"u8, evaluation.TrackCosts);
        Write(json, "audioTracks"u8, evaluation.AudioCosts);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteRoc(Utf8JsonWriter json, IReadOnlyList<RocPoint> curve)
    {
        json.WriteStartArray("roc"u8);
        foreach (var point in curve)
        {
            json.WriteStartObject();
            json.WriteNumber("score"u8, Math.Round(point.Score, Digits));
            json.WriteNumber("people"u8, Math.Round(point.People, Digits));
            json.WriteNumber("scrapers"u8, Math.Round(point.Scrapers, Digits));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, CostCurve curve)
    {
        json.WriteStartObject(name);
        json.WriteNumber("catalogue"u8, curve.CatalogueTracks);
        WriteNumber(json, "cheapestUnseen"u8, curve.CheapestUnseen);
        WriteNumber(json, "cheapestUnseenByRateLimit"u8, curve.CheapestUnseenByRateLimit);
        json.WriteStartArray("points"u8);
        foreach (var point in curve.Points)
        {
            json.WriteStartObject();
            json.WriteNumber("tracksPerDay"u8, Math.Round(point.TracksPerDay, Digits));
            json.WriteNumber("scrapers"u8, point.Scrapers);
            json.WriteNumber("suspended"u8, point.Suspended);
            json.WriteNumber("rateLimited"u8, point.RateLimited);
            json.WriteNumber("accountDays"u8, Math.Round(point.AccountDays, Digits));
            WriteNumber(json, "accounts"u8, point.Accounts);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, ScrapeCost cost)
    {
        json.WriteStartObject(name);
        WriteNumber(json, "tracks"u8, cost.TrackDays);
        WriteNumber(json, "audioTracks"u8, cost.AudioTrackDays);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, KindResult kind)
    {
        json.WriteStartObject();
        json.WriteString("label"u8, kind.Label);
        json.WriteString("kind"u8, kind.Kind);
        json.WriteNumber("accounts"u8, kind.Accounts);
        json.WriteStartObject("verdicts"u8);
        for (var verdict = Verdict.None; verdict <= Verdict.Suspend; verdict++)
        {
            json.WriteNumber(VerdictNames.Of(verdict), kind.Of(verdict));
        }

        json.WriteEndObject();
        json.WriteNumber("rateLimited"u8, kind.RateLimited);
        json.WriteNumber("caughtShare"u8, Math.Round(kind.CaughtShare, Digits));
        WriteNumber(json, "medianSecondsToDetect"u8, kind.MedianSeconds);
        WriteNumber(json, "worstSecondsToDetect"u8, kind.WorstSeconds);
        WriteTracks(json, "leaked"u8, kind.LeakedTracks, kind.LeakedAudioTracks);
        WriteTracks(json, "took"u8, kind.TookTracks, kind.TookAudioTracks);
        json.WriteEndObject();
    }

    private static void WriteTracks(Utf8JsonWriter json, ReadOnlySpan<byte> name, long tracks, long audioTracks)
    {
        json.WriteStartObject(name);
        json.WriteNumber("tracks"u8, tracks);
        json.WriteNumber("audioTracks"u8, audioTracks);
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, ReadOnlySpan<byte> name, double? number)
    {
        if (number is { } known)
        {
            json.WriteNumber(name, Math.Round(known, Digits));
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
