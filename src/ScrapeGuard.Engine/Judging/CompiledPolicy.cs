using System.Collections.Frozen;
using System.Text;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Hashing;
using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Engine.Judging;

/// <summary>A policy in the form that events are held against: names as the hashes that events carry.</summary>
internal sealed class CompiledPolicy
{
    private readonly FrozenSet<AccountKey> _allowlist;
    private readonly FrozenSet<ulong> _canaries;
    private readonly CompiledCohort[] _cohorts;
    private readonly uint[] _stepSeconds;

    public CompiledPolicy(Policy policy)
    {
        Policy = policy;
        _allowlist = policy.Allowlist.Select(name => StableHash.Account(Encoding.UTF8.GetBytes(name))).ToFrozenSet();
        _canaries = policy.CanaryTracks.Select(name => StableHash.Hash64(Encoding.UTF8.GetBytes(name))).ToFrozenSet();
        _cohorts = [.. policy.Cohorts.Select(cohort => new CompiledCohort(cohort, policy)), new(policy)];
        _stepSeconds =
        [
            0,
            StepSeconds(policy.Ladder.ObserveFor),
            StepSeconds(policy.Ladder.ThrottleFor),
            StepSeconds(policy.Ladder.ChallengeFor),
            policy.Ladder.SuspendFor == TimeSpan.Zero ? uint.MaxValue : StepSeconds(policy.Ladder.SuspendFor),
        ];
        GraceMicros = policy.Grace.Ticks / 10;
        CooldownSeconds = ToSeconds(policy.Ladder.CooldownAfterRestore);
        NameHash = StableHash.Hash64(Encoding.UTF8.GetBytes(policy.Name));
    }

    public Policy Policy { get; }

    public long GraceMicros { get; }

    public uint CooldownSeconds { get; }

    public ulong NameHash { get; }

    public bool HasCanaries => _canaries.Count > 0;

    public bool IsAllowlisted(AccountKey account) => _allowlist.Contains(account);

    /// <summary>How many of the tracks are canaries.</summary>
    public int CountCanaries(ReadOnlySpan<ulong> tracks)
    {
        var count = 0;
        foreach (var track in tracks)
        {
            count += _canaries.Contains(track) ? 1 : 0;
        }

        return count;
    }

    /// <summary>The number of the first cohort that an event's account belongs to.</summary>
    public byte CohortOf(in AccessEvent e)
    {
        var cohort = 0;
        while (!_cohorts[cohort].Matches(e))
        {
            cohort++;
        }

        return (byte)cohort;
    }

    /// <summary>
    /// The cohort of a number; that of everyone else when a checkpoint of another policy knows more of them.
    /// </summary>
    public CompiledCohort Cohort(byte number) => _cohorts[Math.Min(number, _cohorts.Length - 1)];

    /// <summary>How long a verdict lasts; <see cref="uint.MaxValue"/>: for ever.</summary>
    public uint SecondsOf(Verdict verdict) => _stepSeconds[(int)verdict];

    /// <summary>At least a second, so that no verdict ends at a time before it was decided.</summary>
    private static uint StepSeconds(TimeSpan span) => Math.Max(ToSeconds(span), 1);

    private static uint ToSeconds(TimeSpan span) => (uint)Math.Clamp(span.TotalSeconds, 0, uint.MaxValue - 1);
}
