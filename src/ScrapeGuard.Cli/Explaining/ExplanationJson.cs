using System.Text.Json;
using ScrapeGuard.Cli.Commands;
using ScrapeGuard.Cli.Report;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Core.Time;
using ScrapeGuard.Engine;

namespace ScrapeGuard.Cli.Explaining;

/// <summary>
/// Writes what is known of an account as one JSON object. All but ASCII is escaped, since it may go to a terminal.
/// </summary>
internal static class ExplanationJson
{
    private const int Digits = 6;

    public static void Write(Utf8JsonWriter json, AccountWatch watch, AccountSummary summary, Judging judging)
    {
        json.WriteStartObject();
        json.WriteString("account"u8, summary.Account);
        json.WriteString("first"u8, Rfc3339.Format(summary.FirstMicros));
        json.WriteString("last"u8, Rfc3339.Format(summary.LastMicros));
        json.WriteNumber("events"u8, summary.Events);
        json.WriteString("verdict"u8, VerdictNames.Of(summary.Verdict));
        WriteNumber(json, "score"u8, summary.HighestScore);
        json.WriteNumber("tracks"u8, summary.Exposure.Tracks);
        json.WriteNumber("audioTracks"u8, summary.Exposure.AudioTracks);
        json.WriteNumber("bytes"u8, summary.Exposure.Bytes);
        json.WriteBoolean("allowlisted"u8, judging.Policy.Allowlist.Contains(summary.Account));
        json.WriteString("policy"u8, judging.Policy.Name);
        json.WriteString("model"u8, judging.Model?.Version ?? "none");
        WriteTraffic(json, watch.Tally, summary);
        json.WriteStartArray("history"u8);
        foreach (var decision in watch.Decisions)
        {
            json.WriteStartObject();
            json.WritePropertyName("decision"u8);
            DecisionJson.Write(json, decision);
            json.WriteStartArray("words"u8);
            foreach (var reason in decision.Reasons)
            {
                json.WriteStringValue(ReasonText.Of(reason));
            }

            json.WriteEndArray();
            WriteClearing(json, decision, judging.Policy.Thresholds);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteMoment(json, watch.Moment, judging);
        json.WriteEndObject();
    }

    private static void WriteClearing(Utf8JsonWriter json, Decision decision, ScoreThresholds thresholds)
    {
        json.WriteStartArray("clearedBy"u8);
        foreach (var change in ClearingChange.Of(decision, thresholds))
        {
            json.WriteStartObject();
            json.WriteString("code"u8, change.Code);
            WriteNumber(json, "value"u8, change.Value);
            WriteNumber(json, change.IsTooLittle ? "above"u8 : "below"u8, change.Below);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTraffic(Utf8JsonWriter json, AccountTally tally, AccountSummary summary)
    {
        json.WriteNumber("lines"u8, tally.Lines);
        json.WriteStartObject("operations"u8);
        foreach (var operation in Enum.GetValues<Operation>())
        {
            json.WriteNumber(OperationNames.Of(operation), tally.Of(operation));
        }

        json.WriteEndObject();
        json.WriteStartObject("statuses"u8);
        foreach (var (statusClass, count) in tally.StatusClasses)
        {
            json.WriteNumber($"{statusClass}xx", count);
        }

        json.WriteEndObject();
        json.WriteNumber("addresses"u8, tally.Addresses);
        json.WriteNumber("networks"u8, tally.Networks);
        json.WriteNumber("devices"u8, tally.Devices);
        json.WriteNumber("clients"u8, tally.Clients);
        var (hours, ofDay, days) = tally.ActiveBetween(summary.FirstMicros, summary.LastMicros);
        json.WriteNumber("activeHours"u8, hours);
        json.WriteNumber("activeDays"u8, days);
        json.WriteStartArray("activeHoursOfDay"u8);
        foreach (var count in ofDay)
        {
            json.WriteNumberValue(count);
        }

        json.WriteEndArray();
    }

    private static void WriteMoment(Utf8JsonWriter json, UnusualMoment moment, Judging judging)
    {
        json.WriteNumber("evaluations"u8, moment.Evaluations);
        if (moment.Evaluations == 0)
        {
            return;
        }

        json.WriteStartObject("leastLikePeople"u8);
        json.WriteString("time"u8, Rfc3339.Format(moment.TimeMicros));
        json.WriteNumber("pValue"u8, moment.PValue);
        json.WriteStartArray("features"u8);
        foreach (var range in FeatureRange.Of(moment.Row, judging.Model))
        {
            json.WriteStartObject();
            json.WriteString("name"u8, range.Name);
            WriteNumber(json, "value"u8, range.Value);
            WriteNumber(json, "low"u8, range.Low);
            WriteNumber(json, "median"u8, range.Median);
            WriteNumber(json, "high"u8, range.High);
            json.WriteBoolean("unusual"u8, range.IsUnusual);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("likePeopleWith"u8);
        foreach (var change in LikePeople.Of(moment, judging.Model))
        {
            json.WriteStartObject();
            json.WriteString("name"u8, change.Name);
            WriteNumber(json, "from"u8, change.From);
            WriteNumber(json, "to"u8, change.To);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>What is not known is left out: JSON has no NaN.</summary>
    private static void WriteNumber(Utf8JsonWriter json, ReadOnlySpan<byte> name, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumber(name, Math.Round(value, Digits) + 0.0);
        }
    }
}
