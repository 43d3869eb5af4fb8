using System.Globalization;

namespace ScrapeGuard.Cli.Commands;

/// <summary>A line that tells how far long work has come: on a terminal only, and gone at the end.</summary>
internal sealed class ProgressLine(CommandContext context) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly long _started = context.Time.GetTimestamp();
    private TimeSpan _next;
    private int _width;

    /// <summary>Shows a share, 0 to 1.</summary>
    public void Show(double share) => Show(share, events: null);

    /// <summary>Shows a share, the events so far, their pace, and how long it takes yet.</summary>
    /// <param name="share">0 to 1; null: how much there is to come is not known.</param>
    /// <param name="events">Events so far; null: work that has none.</param>
    public void Show(double? share, long? events)
    {
        var elapsed = context.Time.GetElapsedTime(_started);
        if (!context.ErrorIsTerminal || elapsed < _next)
        {
            return;
        }

        _next = elapsed + Pause;
        var text = string.Join("  ", Parts(share, events, elapsed.TotalSeconds));
        // Blanks wipe out what a longer line left.
        context.Error.Write("\r" + text.PadRight(_width));
        _width = text.Length;
    }

    /// <summary>Makes room for a line of the command's own.</summary>
    public void Hide()
    {
        if (_width > 0)
        {
            context.Error.Write("\r" + new string(' ', _width) + "\r");
            (_width, _next) = (0, TimeSpan.Zero);
        }
    }

    public void Dispose() => Hide();

    private static IEnumerable<string> Parts(double? share, long? events, double seconds)
    {
        if (share is { } known)
        {
            yield return $"{(int)(Math.Clamp(known, 0, 1) * 100),3} %";
        }

        if (events is { } count)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{count:N0} events");
            if (seconds > 0)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{count / seconds:N0} events/s");
            }
        }

        if (share is > 0 and < 1)
        {
            yield return $"{Span(seconds * (1 - share.Value) / share.Value)} left";
        }
    }

    private static string Span(double seconds) => seconds switch
    {
        < 60 => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(seconds)} s"),
        < 3_600 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3_600:0.#} h"),
    };
}
