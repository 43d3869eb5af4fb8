namespace ScrapeGuard.Console.Live;

/// <summary>How far a reader has come.</summary>
internal sealed class LivePlace
{
    /// <summary>The id of the message that it gets next.</summary>
    public long Next { get; set; }

    /// <summary>Overviews that there were when it got one last.</summary>
    public long Overviews { get; set; }
}
