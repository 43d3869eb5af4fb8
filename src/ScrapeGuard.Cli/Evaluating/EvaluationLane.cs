using ScrapeGuard.Cli.Commands;
using ScrapeGuard.Engine;

namespace ScrapeGuard.Cli.Evaluating;

/// <summary>One policy with one model, judging the same events as the others.</summary>
internal sealed class EvaluationLane
{
    public EvaluationLane(string name, Judging judging, DetectionEngine engine, IEnumerable<LabelledAccount> labels)
    {
        (Name, Judging, Engine) = (name, judging, engine);
        Ledger = new OutcomeLedger(labels);
        Ledger.Attach(engine);
    }

    /// <summary>What sets it apart from the other lanes.</summary>
    public string Name { get; }

    public Judging Judging { get; }

    public DetectionEngine Engine { get; }

    public OutcomeLedger Ledger { get; }

    public string Policy => Judging.Policy.Name;

    public string Model => Judging.Model?.Version ?? "none";
}
