using ScrapeGuard.Captures;
using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Cli.Commands;

/// <summary>What a command that read captures says of them at the end.</summary>
internal static class CapturesClosing
{
    /// <summary>
    /// Tells of malformed lines, of captures that broke off, and of having had no event, on standard error.
    /// </summary>
    /// <returns>What the captures let the command end with.</returns>
    public static int Tell(CaptureSet captures, long events, string command, TextWriter error)
    {
        var counters = captures.Counters;
        foreach (var example in counters.Examples)
        {
            error.WriteLine(TerminalText.Of($"{example.File}:{example.Line}: {DecodeErrorText.Of(example.Reason)}"));
        }

        foreach (var warning in captures.Warnings)
        {
            error.WriteLine(TerminalText.Of(warning));
        }

        var malformed = counters.Malformed;
        if (events > 0)
        {
            if (malformed > 0)
            {
                error.WriteLine($"{command}: {malformed:N0} malformed lines were left out");
            }

            return captures.Warnings.Count > 0 ? ExitCode.Failed : ExitCode.Done;
        }

        var format = CaptureKindNames.Of(captures.Files[0].Format.Kind);
        error.WriteLine($"{command}: the input had no event ({malformed:N0} malformed lines, read as {format})");
        return captures.Warnings.Count > 0 ? ExitCode.Failed : ExitCode.NoEvent;
    }
}
