namespace ScrapeGuard.Cli.Report;

/// <summary>How the value of a reason is shown.</summary>
internal enum ReasonUnit
{
    Number,
    Bytes,

    /// <summary>A share of 0 to 1, shown in percent.</summary>
    Share,

    Bits,

    /// <summary>log2(1 + seconds), shown in seconds.</summary>
    LogSeconds,
}
