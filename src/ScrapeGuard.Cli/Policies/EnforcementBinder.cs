using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Cli.Policies;

/// <summary>Reads <c>enforcement</c>.</summary>
internal static class EnforcementBinder
{
    public static EnforcementOptions Bind(PolicySection section, EnforcementOptions defaults)
    {
        var max = PolicyLimits.MaxLadder;
        var options = new EnforcementOptions
        {
            ThrottleFor = section.Duration("throttleFor", max) ?? defaults.ThrottleFor,
            ChallengeFor = section.Duration("challengeFor", max) ?? defaults.ChallengeFor,
            SuspendFor = section.Duration("suspendFor", max) ?? defaults.SuspendFor,
            RepeatFactor = section.Number("repeatFactor", 1, PolicyLimits.MaxRepeatFactor) ?? defaults.RepeatFactor,
            LastingFromSuspension = section.Count("lastingFromSuspension", 1, PolicyLimits.MaxCount)
                ?? defaults.LastingFromSuspension,
            RepeatWithin = section.Duration("repeatWithin", max) ?? defaults.RepeatWithin,
            CooldownAfterRestore = section.Duration("cooldownAfterRestore", max) ?? defaults.CooldownAfterRestore,
            Jitter = section.Duration("jitter", PolicyLimits.MaxDelay) ?? defaults.Jitter,
            CampaignGathering = section.Duration("campaignGathering", PolicyLimits.MaxDelay)
                ?? defaults.CampaignGathering,
        };
        section.ReportUnknownKeys();
        return options;
    }
}
