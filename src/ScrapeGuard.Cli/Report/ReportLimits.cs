namespace ScrapeGuard.Cli.Report;

/// <summary>The bounds of a report, so that it opens in a browser whatever the capture.</summary>
public static class ReportLimits
{
    /// <summary>Most rows of a table of accounts.</summary>
    public const int MaxAccounts = 200;

    /// <summary>Most points of a chart; neighbouring buckets are merged above it.</summary>
    public const int MaxPoints = 240;

    /// <summary>Most bars of an account's activity.</summary>
    public const int MaxSparkBars = 96;

    /// <summary>Most rows of a chart's numbers.</summary>
    public const int MaxChartRows = 31;

    /// <summary>Most decisions shown of an account.</summary>
    public const int MaxDecisions = 40;

    /// <summary>Most reasons shown of a decision.</summary>
    public const int MaxReasons = 12;

    /// <summary>Most rows of any other list.</summary>
    public const int MaxListed = 50;
}
