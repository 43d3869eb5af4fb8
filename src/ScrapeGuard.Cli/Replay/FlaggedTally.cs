using ScrapeGuard.Cli.Report;
using ScrapeGuard.Core.Decisions;

namespace ScrapeGuard.Cli.Replay;

/// <summary>What is kept of an account with decisions: the turns of its story, some decisions whole.</summary>
internal sealed class FlaggedTally(string account)
{
    private List<Decision> _kept = [];

    public string Account => account;

    public int Decisions { get; private set; }

    /// <summary>Its most severe verdict.</summary>
    public Verdict Worst { get; private set; }

    /// <summary>The highest score of its decisions.</summary>
    public double Score { get; private set; }

    /// <summary>The first decision's time and what had been taken until then.</summary>
    public (long Micros, Exposure Exposure) First { get; private set; }

    /// <summary>The first suspension's; null: never suspended.</summary>
    public (long Micros, Exposure Exposure)? Suspended { get; private set; }

    /// <summary>Decisions kept whole, in order of time; the worst since the last drop is among them.</summary>
    public IReadOnlyList<Decision> Kept => _kept;

    /// <summary>Takes its next decision in order of time.</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="keep">Whether to keep it whole, within <see cref="ReportLimits.MaxDecisions"/>.</param>
    public void Add(Decision decision, bool keep)
    {
        if (Decisions++ == 0)
        {
            First = (decision.TimeMicros, decision.Exposure);
        }

        var isWorse = Decisions == 1 || decision.Verdict.Severity() > Worst.Severity();
        if (isWorse)
        {
            Worst = decision.Verdict;
        }

        if (decision.Verdict == Verdict.Suspend)
        {
            Suspended ??= (decision.TimeMicros, decision.Exposure);
        }

        Score = Math.Max(Score, decision.Score);
        if (keep)
        {
            Keep(decision, isWorse);
        }
    }

    /// <summary>Drops the whole decisions, for want of room; later ones are kept again.</summary>
    public void DropKept() => _kept = [];

    private void Keep(Decision decision, bool isWorse)
    {
        if (_kept.Count < ReportLimits.MaxDecisions)
        {
            _kept.Add(decision);
        }
        else if (isWorse)
        {
            // The worst speaks for the account: it stays, whenever it comes.
            _kept[^1] = decision;
        }
    }
}
