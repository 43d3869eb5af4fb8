using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Cli.Policies;

/// <summary>Reads <c>guard</c>.</summary>
internal static class GuardBinder
{
    public static GuardOptions Bind(PolicySection section, GuardOptions defaults)
    {
        const int Max = PolicyLimits.MaxCount;
        var options = new GuardOptions
        {
            SuspensionsPerHour = section.Count("suspensionsPerHour", 0, Max) ?? defaults.SuspensionsPerHour,
            SuspensionsPerDay = section.Count("suspensionsPerDay", 0, Max) ?? defaults.SuspensionsPerDay,
            SuspensionsPerCohortAndHour = section.Count("suspensionsPerCohortAndHour", 0, Max)
                ?? defaults.SuspensionsPerCohortAndHour,
            SuspensionsPerCohortAndDay = section.Count("suspensionsPerCohortAndDay", 0, Max)
                ?? defaults.SuspensionsPerCohortAndDay,
            ShareOfActivePerDay = section.Number("shareOfActivePerDay", 0, 1) ?? defaults.ShareOfActivePerDay,
            ActiveAccounts = section.Count("activeAccounts", 0, Max) ?? defaults.ActiveAccounts,
            ApprovalCohorts = [.. section.Names("approvalCohorts", PolicyLimits.MaxCohorts)],
            ApprovalFor = section.Duration("approvalFor", PolicyLimits.MaxLadder) ?? defaults.ApprovalFor,
        };
        section.ReportUnknownKeys();
        return options;
    }
}
