using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Hashing;
using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Engine.Judging;

/// <summary>A cohort in the form that events are held against.</summary>
internal sealed class CompiledCohort
{
    private const int SecondsPerDay = 86_400;

    private readonly FrozenSet<uint> _plans = [];
    private readonly FrozenSet<uint> _countries = [];
    private readonly FrozenSet<uint> _clients = [];
    private readonly long _ageBelowSeconds = long.MaxValue;

    /// <summary>The cohort of everyone else.</summary>
    public CompiledCohort(Policy policy)
    {
        Thresholds = policy.Thresholds;
        MaxVerdict = Verdict.Suspend;
        Mode = policy.Mode;
    }

    public CompiledCohort(Cohort cohort, Policy policy)
    {
        _plans = Hashes(cohort.Plans);
        _countries = Hashes(cohort.Countries);
        _clients = Hashes(cohort.Clients);
        _ageBelowSeconds = cohort.AccountAgeBelowDays is { } days ? (long)days * SecondsPerDay : long.MaxValue;
        Thresholds = cohort.Thresholds ?? policy.Thresholds;
        MaxVerdict = cohort.MaxVerdict ?? Verdict.Suspend;

        // A shadow policy stays shadow, whatever its cohorts say.
        Mode = policy.Mode == PolicyMode.Shadow ? PolicyMode.Shadow : cohort.Mode ?? policy.Mode;
    }

    public ScoreThresholds Thresholds { get; }

    public Verdict MaxVerdict { get; }

    public PolicyMode Mode { get; }

    public bool Matches(in AccessEvent e) =>
        (_plans.Count == 0 || _plans.Contains(e.Plan))
        && (_countries.Count == 0 || _countries.Contains(e.Country))
        && (_clients.Count == 0 || _clients.Contains(e.Client))
        && (_ageBelowSeconds == long.MaxValue || IsYounger(e));

    /// <summary>The highest step that a score reaches.</summary>
    public Verdict StepOf(double score)
    {
        var step = score >= Thresholds.Suspend ? Verdict.Suspend
            : score >= Thresholds.Challenge ? Verdict.Challenge
            : score >= Thresholds.Throttle ? Verdict.Throttle
            : score >= Thresholds.Observe ? Verdict.Observe
            : Verdict.None;
        return step > MaxVerdict ? MaxVerdict : step;
    }

    private bool IsYounger(in AccessEvent e) =>
        e.AccountCreatedSeconds != 0 && (e.TimeMicros / 1_000_000) - e.AccountCreatedSeconds < _ageBelowSeconds;

    private static FrozenSet<uint> Hashes(ImmutableArray<string> names) =>
        names.Select(name => StableHash.Hash32(Encoding.UTF8.GetBytes(name))).ToFrozenSet();
}
