using System.Collections.Immutable;
using System.Globalization;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Cli.Policies;

/// <summary>
/// Writes a policy as YAML with every key and what it means; <see cref="PolicyFileReader"/> reads an equal one back.
/// </summary>
public static class PolicyFileWriter
{
    /// <summary>Writes a whole file, lines ended by a line feed.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A duration is negative or not a whole number of
    /// milliseconds.</exception>
    public static void Write(TextWriter output, Policy policy)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(policy);
        var yaml = new YamlLines(output);
        yaml.Comment(PolicyKeyNotes.Head);
        foreach (var key in new[] { "name", "mode", "model", "grace" })
        {
            yaml.Blank();
            yaml.Comment(PolicyKeyNotes.Of(key));
            yaml.Value(key, key switch
            {
                "name" => YamlText.Of(policy.Name),
                "mode" => PolicyWords.Of(policy.Mode),
                "model" => policy.Model is { } model ? YamlText.Of(model) : "null",
                _ => DurationText.Format(policy.Grace),
            });
        }

        WriteThresholds(yaml, policy.Thresholds);
        WriteLadder(yaml, policy.Ladder);
        WriteRules(yaml, policy.Rules);
        WriteCampaigns(yaml, policy.Campaigns);
        WriteEnforcement(yaml, policy.Enforcement);
        WriteGuard(yaml, policy.Guard);
        WriteCohorts(yaml, policy.Cohorts);
        WriteNames(yaml, "allowlist", policy.Allowlist);
        WriteNames(yaml, "canaryTracks", policy.CanaryTracks);
    }

    private static string Number(double number) => number.ToString(CultureInfo.InvariantCulture);

    private static void WriteThresholds(YamlLines yaml, ScoreThresholds thresholds) =>
        WriteSection(yaml, "thresholds",
        [
            ("observe", Number(thresholds.Observe)),
            ("throttle", Number(thresholds.Throttle)),
            ("challenge", Number(thresholds.Challenge)),
            ("suspend", Number(thresholds.Suspend)),
            ("wrongSuspensionEveryAccountDays", Number(thresholds.WrongSuspensionEveryAccountDays)),
        ]);

    private static void WriteLadder(YamlLines yaml, LadderOptions ladder) =>
        WriteSection(yaml, "ladder",
        [
            ("observeFor", DurationText.Format(ladder.ObserveFor)),
            ("throttleFor", DurationText.Format(ladder.ThrottleFor)),
            ("challengeFor", DurationText.Format(ladder.ChallengeFor)),
            ("suspendFor", DurationText.Format(ladder.SuspendFor)),
            ("cooldownAfterRestore", DurationText.Format(ladder.CooldownAfterRestore)),
        ]);

    private static void WriteRules(YamlLines yaml, RuleOptions rules) =>
        WriteSection(yaml, "rules",
        [
            ("maxAudioTracksPerHour", Number(rules.MaxAudioTracksPerHour)),
            ("maxAudioTracksPerDay", Number(rules.MaxAudioTracksPerDay)),
            ("maxMetadataTracksPerHour", Number(rules.MaxMetadataTracksPerHour)),
            ("maxMetadataTracksPerDay", Number(rules.MaxMetadataTracksPerDay)),
            ("maxPlayedSecondsPerSecond", Number(rules.MaxPlayedSecondsPerSecond)),
            ("maxActiveHoursPerDay", Number(rules.MaxActiveHoursPerDay)),
            ("maxAudioTracksWithoutPlaysPerDay", Number(rules.MaxAudioTracksWithoutPlaysPerDay)),
            ("maxUnplayedExcess", Number(rules.MaxUnplayedExcess)),
            ("maxTakenExcess", Number(rules.MaxTakenExcess)),
            ("maxServedExcess", Number(rules.MaxServedExcess)),
            ("maxServedExcessSustained", Number(rules.MaxServedExcessSustained)),
        ]);

    private static void WriteCampaigns(YamlLines yaml, CampaignOptions campaigns) =>
        WriteSection(yaml, "campaigns",
        [
            ("minEvidence", Number(campaigns.MinEvidence)),
            ("minMembers", Number(campaigns.MinMembers)),
            ("maxIsolatedScore", Number(campaigns.MaxIsolatedScore)),
        ]);

    private static void WriteEnforcement(YamlLines yaml, EnforcementOptions enforcement) =>
        WriteSection(yaml, "enforcement",
        [
            ("throttleFor", DurationText.Format(enforcement.ThrottleFor)),
            ("challengeFor", DurationText.Format(enforcement.ChallengeFor)),
            ("suspendFor", DurationText.Format(enforcement.SuspendFor)),
            ("repeatFactor", Number(enforcement.RepeatFactor)),
            ("lastingFromSuspension", Number(enforcement.LastingFromSuspension)),
            ("repeatWithin", DurationText.Format(enforcement.RepeatWithin)),
            ("cooldownAfterRestore", DurationText.Format(enforcement.CooldownAfterRestore)),
            ("jitter", DurationText.Format(enforcement.Jitter)),
            ("campaignGathering", DurationText.Format(enforcement.CampaignGathering)),
        ]);

    private static void WriteGuard(YamlLines yaml, GuardOptions guard) =>
        WriteSection(yaml, "guard",
        [
            ("suspensionsPerHour", Number(guard.SuspensionsPerHour)),
            ("suspensionsPerDay", Number(guard.SuspensionsPerDay)),
            ("suspensionsPerCohortAndHour", Number(guard.SuspensionsPerCohortAndHour)),
            ("suspensionsPerCohortAndDay", Number(guard.SuspensionsPerCohortAndDay)),
            ("shareOfActivePerDay", Number(guard.ShareOfActivePerDay)),
            ("activeAccounts", Number(guard.ActiveAccounts)),
            ("approvalCohorts", Inline(guard.ApprovalCohorts)),
            ("approvalFor", DurationText.Format(guard.ApprovalFor)),
        ]);

    private static void WriteSection(YamlLines yaml, string name, ReadOnlySpan<(string Key, string Value)> entries)
    {
        yaml.Blank();
        yaml.Comment(PolicyKeyNotes.Of(name));
        yaml.Open(name);
        foreach (var (key, value) in entries)
        {
            yaml.Comment(PolicyKeyNotes.Of($"{name}.{key}"));
            yaml.Value(key, value);
        }

        yaml.Close();
    }

    private static void WriteCohorts(YamlLines yaml, ImmutableArray<Cohort> cohorts)
    {
        yaml.Blank();
        yaml.Comment(PolicyKeyNotes.Of("cohorts"));
        if (cohorts.IsDefaultOrEmpty)
        {
            yaml.Value("cohorts", "[]");
            return;
        }

        yaml.Open("cohorts");
        foreach (var cohort in cohorts)
        {
            yaml.Value("- name", YamlText.Of(cohort.Name));
            yaml.Indent();
            WriteCohort(yaml, cohort);
            yaml.Close();
        }

        yaml.Close();
    }

    private static void WriteCohort(YamlLines yaml, Cohort cohort)
    {
        yaml.Open("match");
        yaml.Value("plans", Inline(cohort.Plans));
        yaml.Value("countries", Inline(cohort.Countries));
        yaml.Value("clients", Inline(cohort.Clients));
        if (cohort.AccountAgeBelowDays is { } days)
        {
            yaml.Value("accountAgeBelowDays", Number(days));
        }

        yaml.Close();
        if (cohort.Thresholds is { } thresholds)
        {
            yaml.Open("thresholds");
            yaml.Value("observe", Number(thresholds.Observe));
            yaml.Value("throttle", Number(thresholds.Throttle));
            yaml.Value("challenge", Number(thresholds.Challenge));
            yaml.Value("suspend", Number(thresholds.Suspend));
            yaml.Value("wrongSuspensionEveryAccountDays", Number(thresholds.WrongSuspensionEveryAccountDays));
            yaml.Close();
        }

        if (cohort.MaxVerdict is { } verdict)
        {
            yaml.Value("maxVerdict", VerdictNames.Of(verdict));
        }

        if (cohort.Mode is { } mode)
        {
            yaml.Value("mode", PolicyWords.Of(mode));
        }
    }

    private static string Inline(ImmutableArray<string> words) =>
        words.IsDefaultOrEmpty ? "[]" : $"[{string.Join(", ", words.Select(YamlText.Of))}]";

    private static void WriteNames(YamlLines yaml, string key, ImmutableHashSet<string> names)
    {
        yaml.Blank();
        yaml.Comment(PolicyKeyNotes.Of(key));
        if (names.IsEmpty)
        {
            yaml.Value(key, "[]");
            return;
        }

        yaml.Open(key);
        // In order, so that two files of one policy are equal bytes.
        foreach (var name in names.Order(StringComparer.Ordinal))
        {
            yaml.Item(YamlText.Of(name));
        }

        yaml.Close();
    }
}
