using ScrapeGuard.Campaigns.Leaks;
using ScrapeGuard.Core.Decisions;

namespace ScrapeGuard.Cli.Extent;

/// <summary>What the decisions on one account come to; they may come in any order.</summary>
internal sealed class DecidedAccount(string account)
{
    private readonly List<long> _restores = [];
    private long _campaignMicros = long.MinValue;

    /// <summary>The most severe verdict that it ever had.</summary>
    public Verdict Worst { get; private set; }

    /// <summary>Its campaign, by the latest decision that names one.</summary>
    public string? Campaign { get; private set; }

    /// <summary>Its first suspension.</summary>
    public long? SuspendedMicros { get; private set; }

    /// <summary>The end of its first suspension.</summary>
    public long? RestoredMicros => _restores.Where(micros => micros > SuspendedMicros)
        .Select(micros => (long?)micros).Min();

    public void Note(Decision decision)
    {
        if (decision.Campaign is not null && decision.TimeMicros >= _campaignMicros)
        {
            Campaign = decision.Campaign;
            _campaignMicros = decision.TimeMicros;
        }

        if (decision.Verdict == Verdict.Restore)
        {
            _restores.Add(decision.TimeMicros);
            return;
        }

        Worst = (Verdict)Math.Max((int)Worst, (int)decision.Verdict);
        if (decision.Verdict == Verdict.Suspend)
        {
            SuspendedMicros = Math.Min(SuspendedMicros ?? long.MaxValue, decision.TimeMicros);
        }
    }

    public LeakSubject ToSubject() => new(account, Campaign, SuspendedMicros, RestoredMicros);
}
