using System.Text.Json;
using ScrapeGuard.Core.Decisions;

namespace ScrapeGuard.Cli.Evaluating;

/// <summary>Writes an evaluation as one JSON object.</summary>
internal static class EvaluationJson
{
    private const int Digits = 6;

    public static void Write(Utf8JsonWriter json, Evaluation evaluation)
    {
        json.WriteStartObject();
        json.WriteNumber("events"u8, evaluation.Events);
        json.WriteNumber("days"u8, Math.Round(evaluation.Days, Digits));
        json.WriteNumber("unlabelledAccounts"u8, evaluation.Unlabelled);
        json.WriteNumber("accountsNotSeen"u8, evaluation.NotSeen);
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
        json.WriteEndObject();
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
        json.WriteNumber("caughtShare"u8, Math.Round(kind.CaughtShare, Digits));
        WriteSeconds(json, "medianSecondsToDetect"u8, kind.MedianSeconds);
        WriteSeconds(json, "worstSecondsToDetect"u8, kind.WorstSeconds);
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

    private static void WriteSeconds(Utf8JsonWriter json, ReadOnlySpan<byte> name, double? seconds)
    {
        if (seconds is { } known)
        {
            json.WriteNumber(name, Math.Round(known, Digits));
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
