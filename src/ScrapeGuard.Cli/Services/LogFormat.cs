namespace ScrapeGuard.Cli.Services;

/// <summary>How entries of the log are written: one line each.</summary>
internal enum LogFormat
{
    /// <summary>Time, level and message, for a person.</summary>
    Plain,

    /// <summary>A JSON object, for a machine.</summary>
    Json,
}
