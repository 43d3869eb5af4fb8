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
                if (account.Campaign is { } campaign)
                {
                    json.WriteString("campaign"u8, campaign);
                }

                json.WriteEndObject();
            }

            output.Write("\n"u8);
        }
    }

    /// <summary>Accounts that another policy judges differently, one a line, in order of account.</summary>
    public static void WriteDifferences(Stream output, PolicyContest contest)
    {
        foreach (var difference in contest.Differences)
        {
            using (var json = new Utf8JsonWriter(output, Plain))
            {
                json.WriteStartObject();
                json.WriteString("account"u8, difference.Account);
                json.WriteString("change"u8, difference.Base == Verdict.None ? "gained"u8
                    : difference.Other == Verdict.None ? "lost"u8
                    : "changed"u8);
                json.WriteNumber("score"u8, Math.Round(difference.Score, 6));
                WriteSide(json, "base"u8, contest.OursOf(difference.Account));
                WriteSide(json, "other"u8, contest.TheirsOf(difference.Account));
                json.WriteEndObject();
            }

            output.Write("\n"u8);
        }
    }

    /// <summary>The summary, one object.</summary>
    public static void WriteSummary(
        Stream output, ReplayRun run, DecisionTally tally, long accounts, CaptureSet captures)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteNumber("events"u8, run.Events);
        json.WriteNumber("malformed"u8, captures.Counters.Malformed);
        json.WriteNumber("accounts"u8, accounts);
        json.WriteNumber("seconds"u8, Math.Round(run.Seconds, 6));
        json.WriteNumber("eventsPerSecond"u8, Math.Round(run.Events / Math.Max(run.Seconds, 1e-9)));
        json.WriteNumber("peakMemoryBytes"u8, Process.GetCurrentProcess().PeakWorkingSet64);
        json.WriteStartObject("decisions"u8);
        for (var verdict = Verdict.Observe; verdict <= Verdict.Restore; verdict++)
        {
            json.WriteNumber(VerdictNames.Of(verdict), tally.CountOf(verdict));
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

    /// <summary>What one policy made of an account.</summary>
    private static void WriteSide(Utf8JsonWriter json, ReadOnlySpan<byte> name, FlaggedTally? account)
    {
        json.WriteStartObject(name);
        json.WriteString("verdict"u8, VerdictNames.Of(account?.Worst ?? Verdict.None));
        json.WriteNumber("decisions"u8, account?.Decisions ?? 0);
        if (account is not null)
        {
            json.WriteString("first"u8, Rfc3339.Format(account.First.Micros));
        }

        if (account?.Suspended is { } suspended)
        {
            json.WriteString("suspended"u8, Rfc3339.Format(suspended.Micros));
            json.WriteNumber("tracksAtSuspension"u8, suspended.Exposure.Tracks);
            json.WriteNumber("bytesAtSuspension"u8, suspended.Exposure.Bytes);
        }

        json.WriteEndObject();
    }
}
