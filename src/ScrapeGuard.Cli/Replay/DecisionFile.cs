using System.Buffers;
using System.Text;
using System.Text.Json;
using ScrapeGuard.Cli.Commands;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Time;

namespace ScrapeGuard.Cli.Replay;

/// <summary>
/// Writes decisions as lines while they come, in canonical order in the end, with bounded memory. In a capture out of
/// order an account may lie far behind the stream's time; its decisions come too late for their place, so they wait
/// aside and are merged into the file.
/// </summary>
/// <param name="output">The file; stays the caller's.</param>
/// <param name="maxAside">Most decisions that wait aside before they are merged.</param>
internal sealed class DecisionFile(OutputFile output, int maxAside = DecisionFile.MaxAside)
{
    /// <summary>About 64 MiB.</summary>
    public const int MaxAside = 65_536;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly ArrayBufferWriter<byte> _line = new();
    private readonly List<Decision> _aside = [];
    private Decision? _last;

    /// <summary>Takes the next decision.</summary>
    public void Write(Decision decision)
    {
        // What goes to a pipe stands there: a decision that comes too late for its place comes last.
        if (_last is not null && !output.IsDirect && DecisionOrder.Compare(decision, _last) < 0)
        {
            _aside.Add(decision);
            if (_aside.Count >= maxAside)
            {
                Merge();
            }

            return;
        }

        _last = decision;
        WriteLine(output.Stream, decision);
    }

    /// <summary>Lets a reader at the other end of a pipe see what there is.</summary>
    public void ShowSoFar()
    {
        if (output.IsDirect)
        {
            output.Stream.Flush();
        }
    }

    /// <summary>Puts every decision in its place.</summary>
    public void Finish()
    {
        if (_aside.Count > 0)
        {
            Merge();
        }
    }

    private static (long Micros, string Account, string Id) KeyOf(string line)
    {
        using var json = JsonDocument.Parse(line);
        var time = json.RootElement.GetProperty("time").GetString()!;
        return !Rfc3339.TryParse(Utf8.GetBytes(time), out var micros)
            ? throw new InvalidDataException($"the temporary file was changed: '{time}' is no time")
            : (micros, json.RootElement.GetProperty("account").GetString()!,
                json.RootElement.GetProperty("id").GetString()!);
    }

    private void Merge()
    {
        _aside.Sort(DecisionOrder.Compare);
        output.Rewrite(MergeInto);
        _aside.Clear();
    }

    private void MergeInto(Stream old, Stream merged)
    {
        using var lines = new StreamReader(old, Utf8);
        var next = 0;
        while (lines.ReadLine() is { } line)
        {
            for (var key = KeyOf(line); next < _aside.Count && IsBefore(_aside[next], key); next++)
            {
                WriteLine(merged, _aside[next]);
            }

            merged.Write(Utf8.GetBytes(line));
            merged.Write("\n"u8);
        }

        // None is left: each came before the line that was written last.
    }

    private static bool IsBefore(Decision decision, (long Micros, string Account, string Id) key) =>
        DecisionOrder.Compare((decision.TimeMicros, decision.Account, decision.Id), key) < 0;

    private void WriteLine(Stream stream, Decision decision)
    {
        _line.ResetWrittenCount();
        DecisionJson.Write(_line, decision);
        _line.Write("\n"u8);
        stream.Write(_line.WrittenSpan);
    }
}
