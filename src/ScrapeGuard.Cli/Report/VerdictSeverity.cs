using ScrapeGuard.Core.Decisions;

namespace ScrapeGuard.Cli.Report;

/// <summary>
/// The order of verdicts in the report: a restore is the mildest, although its number is the highest.
/// </summary>
internal static class VerdictSeverity
{
    public static int Severity(this Verdict verdict) => verdict == Verdict.Restore ? 0 : (int)verdict;
}
