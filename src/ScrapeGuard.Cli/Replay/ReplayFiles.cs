using System.Buffers;
using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using ScrapeGuard.Captures;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Time;
using ScrapeGuard.Engine;

namespace ScrapeGuard.Cli.Replay;

/// <summary>
/// Writes what a replay found, in the forms that CONTRACTS names. A file appears whole or not at all.
/// </summary>
internal static class ReplayFiles
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Decisions, one a line.</summary>
    public static void WriteDecisions(Stream output, IEnumerable<Decision> decisions)
    {
        var buffer = new ArrayBufferWriter<byte>();
        foreach (var decision in decisions)
        {
            buffer.ResetWrittenCount();
            DecisionJson.Write(buffer, decision);
            buffer.Write("\n"u8);
            output.Write(buffer.WrittenSpan);
        }
    }

    /// <summary>Accounts, one a line.</summary>
    public static void WriteAccounts(Stream output, IEnumerable<AccountSummary> accounts)
    {
        foreach (var account in accounts)
        {
            using (var json = new Utf8JsonWriter(output, Plain))
            {
                json.WriteStartObject();
                json.WriteString("account"u8, account.Account);
                json.WriteString("first"u8, Rfc3339.Format(account.FirstMicros));
                json.WriteString("last"u8, Rfc3339.Format(account.LastMicros));
                json.WriteNumber("events"u8, account.Events);
                json.WriteNumber("score"u8, Math.Round(account.HighestScore, 6));
                json.WriteString("verdict"u8, VerdictNames.Of(account.Verdict));
                json.WriteNumber("tracks"u8, account.Exposure.Tracks);
                json.WriteNumber("audioTracks"u8, account.Exposure.AudioTracks);
                json.WriteNumber("bytes"u8, account.Exposure.Bytes);
                json.WriteEndObject();
            }

            output.Write("\n"u8);
        }
    }

    /// <summary>The summary, one object.</summary>
    public static void WriteSummary(Stream output, ReplayRun run, CaptureSet captures)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteNumber("events"u8, run.Events);
        json.WriteNumber("malformed"u8, captures.Counters.Malformed);
        json.WriteNumber("accounts"u8, run.Accounts.Count);
        json.WriteNumber("seconds"u8, Math.Round(run.Seconds, 6));
        json.WriteNumber("eventsPerSecond"u8, Math.Round(run.Events / Math.Max(run.Seconds, 1e-9)));
        json.WriteNumber("peakMemoryBytes"u8, Process.GetCurrentProcess().PeakWorkingSet64);
        json.WriteStartObject("decisions"u8);
        for (var verdict = Verdict.Observe; verdict <= Verdict.Restore; verdict++)
        {
            json.WriteNumber(VerdictNames.Of(verdict), run.Decisions.Count(d => d.Verdict == verdict));
        }

        json.WriteEndObject();
        json.WriteNumber("late"u8, run.Counters.Late);
        json.WriteNumber("duplicates"u8, run.Counters.Duplicates);
        json.WriteNumber("implausibleTime"u8, run.Counters.ImplausibleTime);
        json.WriteNumber("evictedEarly"u8, run.Counters.EvictedEarly);
        json.WriteStartObject("malformedByReason"u8);
        for (var reason = DecodeError.BadJson; (int)reason < DecodeErrorText.Count; reason++)
        {
            if (captures.Counters.MalformedFor(reason) is > 0 and var count)
            {
                json.WriteNumber(DecodeErrorText.Of(reason), count);
            }
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
