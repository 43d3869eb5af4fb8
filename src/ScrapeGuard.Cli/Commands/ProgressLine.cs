namespace ScrapeGuard.Cli.Commands;

/// <summary>A line that tells how far long work has come: on a terminal only, and gone at the end.</summary>
internal sealed class ProgressLine(CommandContext context) : IDisposable
{
    private int _shown = -1;

    /// <summary>Shows a share, 0 to 1.</summary>
    public void Show(double share)
    {
        var percent = (int)(share * 100);
        if (context.ErrorIsTerminal && percent != _shown)
        {
            _shown = percent;
            context.Error.Write($"\r{percent,3} %");
        }
    }

    /// <summary>Makes room for a line of the command's own.</summary>
    public void Hide()
    {
        if (_shown >= 0)
        {
            context.Error.Write("\r     \r");
            _shown = -1;
        }
    }

    public void Dispose() => Hide();
}
