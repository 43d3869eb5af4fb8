using System.Text.Json;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Time;

namespace ScrapeGuard.Cli.PolicyCases;

/// <summary>
/// Writes the acts of a case as a capture (NDJSON), in order of time. Each act has tracks of its own. Behind the last
/// event stands one of another account, so late that all before it is judged.
/// </summary>
internal static class CaseTraffic
{
    /// <summary>The account of the last event.</summary>
    public const string Clock = "(end of the case)";

    /// <summary>A Monday.</summary>
    private static readonly DateTimeOffset Begin = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    private static readonly TimeSpan BeyondGrace = TimeSpan.FromMinutes(2);

    /// <param name="acts">What is done.</param>
    /// <param name="grace">The policy's.</param>
    public static MemoryStream Of(IReadOnlyList<CaseAct> acts, TimeSpan grace)
    {
        var lines = new List<Line>();
        for (var act = 0; act < acts.Count; act++)
        {
            AddLines(acts[act], act, lines);
        }

        var capture = new MemoryStream();
        using var json = new Utf8JsonWriter(capture, new JsonWriterOptions { SkipValidation = true });
        foreach (var line in lines.OrderBy(line => line.At).ThenBy(line => line.Act).ThenBy(line => line.Number))
        {
            Write(json, acts[line.Act], line);
            End(json, capture);
        }

        var end = lines.Count == 0 ? TimeSpan.Zero : lines.Max(line => line.At);
        WriteHead(json, end + grace + BeyondGrace, Clock, Operation.Other);
        End(json, capture);
        capture.Position = 0;
        return capture;
    }

    private static void AddLines(CaseAct act, int index, List<Line> lines)
    {
        for (var number = 0; number < act.Count; number++)
        {
            var at = act.From + (number * act.Every);
            lines.Add(new Line(at, index, number, IsReport: false));
            if (act.Plays is { } plays)
            {
                lines.Add(new Line(at + plays, index, number, IsReport: true));
            }
        }
    }

    private static void Write(Utf8JsonWriter json, CaseAct act, Line line)
    {
        WriteHead(json, line.At, act.Account, line.IsReport ? Operation.Play : act.Operation);
        var round = line.Number % (act.RepeatsAfter ?? int.MaxValue);
        var tracks = line.IsReport ? 1 : act.Tracks;
        json.WriteStartArray("tracks"u8);
        for (var i = 0; i < tracks; i++)
        {
            json.WriteStringValue($"act-{line.Act}-{(long)round * act.Tracks + i}");
        }

        json.WriteEndArray();
        if (line.IsReport)
        {
            json.WriteNumber("playedMs"u8, (long)act.Plays!.Value.TotalMilliseconds);
        }

        WriteText(json, "plan", act.Plan);
        WriteText(json, "country", act.Country);
        WriteText(json, "client", act.Client);
    }

    private static void WriteHead(Utf8JsonWriter json, TimeSpan at, string account, Operation operation)
    {
        json.WriteStartObject();
        json.WriteString("time"u8, Rfc3339.Format(UnixMicros.Of(Begin + at)));
        json.WriteString("account"u8, account);
        json.WriteString("operation"u8, OperationNames.Of(operation));
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static void End(Utf8JsonWriter json, MemoryStream capture)
    {
        json.WriteEndObject();
        json.Flush();
        json.Reset();
        capture.WriteByte((byte)'\n');
    }

    private readonly record struct Line(TimeSpan At, int Act, int Number, bool IsReport);
}
