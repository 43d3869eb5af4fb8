using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Engine.Tests.Judging;

/// <summary>
/// The ladder by its definition: it keeps every score with its time, and looks back over them each time.
/// </summary>
internal sealed class LadderOracle(Policy policy)
{
    private readonly List<(long Second, Verdict Step)> _steps = [];
    private long _cooledFrom = long.MinValue;

    /// <summary>The highest step taken since the last restore.</summary>
    public Verdict Verdict => _steps.Select(s => s.Step).DefaultIfEmpty(Verdict.None).Max();

    public bool Expire(long now)
    {
        if (Verdict == Verdict.None || now <= EndOf(Verdict))
        {
            return false;
        }

        if (Verdict > Verdict.Observe)
        {
            _cooledFrom = EndOf(Verdict) + (long)policy.Ladder.CooldownAfterRestore.TotalSeconds;
        }

        _steps.Clear();
        return true;
    }

    public bool Climb(long now, double score)
    {
        var before = Verdict;
        var step = score >= policy.Thresholds.Suspend ? Verdict.Suspend
            : score >= policy.Thresholds.Challenge ? Verdict.Challenge
            : score >= policy.Thresholds.Throttle ? Verdict.Throttle
            : score >= policy.Thresholds.Observe ? Verdict.Observe : Verdict.None;
        if (now < _cooledFrom && step > Verdict.Observe)
        {
            step = Verdict.Observe;
        }

        if (step != Verdict.None)
        {
            _steps.Add((now, step));
        }

        return Verdict > before;
    }

    private long EndOf(Verdict verdict)
    {
        var ladder = policy.Ladder;
        var lasts = verdict switch
        {
            Verdict.Observe => ladder.ObserveFor,
            Verdict.Throttle => ladder.ThrottleFor,
            Verdict.Challenge => ladder.ChallengeFor,
            _ => ladder.SuspendFor,
        };
        if (verdict == Verdict.Suspend && lasts == TimeSpan.Zero)
        {
            return long.MaxValue;
        }

        return _steps.Last(s => s.Step == verdict).Second + Math.Max((long)lasts.TotalSeconds, 1);
    }
}
