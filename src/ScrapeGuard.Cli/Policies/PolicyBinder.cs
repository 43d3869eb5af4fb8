using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Cli.Policies;

/// <summary>Makes a policy of nodes. What it gives is a policy only when nothing was reported.</summary>
internal sealed class PolicyBinder(PolicyErrors errors)
{
    public Policy Bind(PolicyNode root)
    {
        var defaults = Policy.Default;
        var file = new PolicySection(root, "", errors);
        // Asked for in the order of the shipped file: errors list the known keys in it.
        var name = file.Name("name");
        var mode = file.Word("mode", PolicyWords.Modes);
        var model = file.Has("model") ? file.Name("model") : null;
        var grace = file.Duration("grace", PolicyLimits.MaxGrace);
        var thresholds = ThresholdsBinder.Bind(file, defaults.Thresholds, errors);
        var policy = new Policy
        {
            Name = name ?? defaults.Name,
            Mode = mode ?? defaults.Mode,
            Model = model,
            Grace = grace ?? defaults.Grace,
            Thresholds = thresholds,
            Ladder = BindLadder(file.Section("ladder"), defaults.Ladder),
            Rules = BindRules(file.Section("rules"), defaults.Rules),
            Campaigns = BindCampaigns(file.Section("campaigns"), defaults.Campaigns),
            Enforcement = EnforcementBinder.Bind(file.Section("enforcement"), defaults.Enforcement),
            Guard = GuardBinder.Bind(file.Section("guard"), defaults.Guard),
            Cohorts = new CohortsBinder(errors).Bind(file, thresholds),
            Allowlist = [.. file.Names("allowlist", PolicyLimits.MaxAllowlist)],
            CanaryTracks = [.. file.Names("canaryTracks", PolicyLimits.MaxCanaryTracks)],
        };
        file.ReportUnknownKeys();
        return policy;
    }

    private static CampaignOptions BindCampaigns(PolicySection campaigns, CampaignOptions defaults)
    {
        var options = new CampaignOptions
        {
            MinEvidence = campaigns.Number("minEvidence", 0, PolicyLimits.MaxCount) ?? defaults.MinEvidence,
            MinMembers = campaigns.Count("minMembers", 2, PolicyLimits.MaxCount) ?? defaults.MinMembers,
            MaxIsolatedScore = campaigns.Number("maxIsolatedScore", 0, 1) ?? defaults.MaxIsolatedScore,
        };
        campaigns.ReportUnknownKeys();
        return options;
    }

    private static LadderOptions BindLadder(PolicySection ladder, LadderOptions defaults)
    {
        var max = PolicyLimits.MaxLadder;
        var options = new LadderOptions
        {
            ObserveFor = ladder.Duration("observeFor", max) ?? defaults.ObserveFor,
            ThrottleFor = ladder.Duration("throttleFor", max) ?? defaults.ThrottleFor,
            ChallengeFor = ladder.Duration("challengeFor", max) ?? defaults.ChallengeFor,
            SuspendFor = ladder.Duration("suspendFor", max) ?? defaults.SuspendFor,
            CooldownAfterRestore = ladder.Duration("cooldownAfterRestore", max) ?? defaults.CooldownAfterRestore,
        };
        ladder.ReportUnknownKeys();
        return options;
    }

    private static RuleOptions BindRules(PolicySection rules, RuleOptions defaults)
    {
        const int Max = PolicyLimits.MaxCount;
        var options = new RuleOptions
        {
            MaxAudioTracksPerHour = rules.Count("maxAudioTracksPerHour", 0, Max) ?? defaults.MaxAudioTracksPerHour,
            MaxAudioTracksPerDay = rules.Count("maxAudioTracksPerDay", 0, Max) ?? defaults.MaxAudioTracksPerDay,
            MaxMetadataTracksPerHour = rules.Count("maxMetadataTracksPerHour", 0, Max)
                ?? defaults.MaxMetadataTracksPerHour,
            MaxMetadataTracksPerDay = rules.Count("maxMetadataTracksPerDay", 0, Max)
                ?? defaults.MaxMetadataTracksPerDay,
            MaxPlayedSecondsPerSecond =
                rules.Number("maxPlayedSecondsPerSecond", 0, PolicyLimits.MaxPlayedSecondsPerSecond)
                ?? defaults.MaxPlayedSecondsPerSecond,
            MaxActiveHoursPerDay =
                rules.Count("maxActiveHoursPerDay", 0, PolicyLimits.MaxActiveHours) ?? defaults.MaxActiveHoursPerDay,
            MaxAudioTracksWithoutPlaysPerDay =
                rules.Count("maxAudioTracksWithoutPlaysPerDay", 0, Max) ?? defaults.MaxAudioTracksWithoutPlaysPerDay,
            MaxTakenExcess = rules.Count("maxTakenExcess", 0, Max) ?? defaults.MaxTakenExcess,
            MaxUnplayedExcess = rules.Count("maxUnplayedExcess", 0, Max) ?? defaults.MaxUnplayedExcess,
            MaxServedExcess = rules.Count("maxServedExcess", 0, Max) ?? defaults.MaxServedExcess,
            MaxServedExcessSustained = rules.Count("maxServedExcessSustained", 0, Max)
                ?? defaults.MaxServedExcessSustained,
        };
        rules.ReportUnknownKeys();
        return options;
    }
}
