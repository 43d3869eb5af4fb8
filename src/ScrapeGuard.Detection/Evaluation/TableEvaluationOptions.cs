using ScrapeGuard.Detection.Ensembles;

namespace ScrapeGuard.Detection.Evaluation;

/// <summary>How a table is evaluated.</summary>
public sealed record TableEvaluationOptions
{
    /// <value>Ensembles to fit: their seeds are 1 to this, none picked. Default 10.</value>
    public int Seeds { get; init; } = 10;

    /// <value>The ensembles' members; the forest's seed is replaced.</value>
    public AnomalyEnsembleOptions Ensemble { get; init; } = new();

    /// <value>Least seconds of scoring that the speed is taken from, after a warm-up. Default 0.5.</value>
    public double TimingSeconds { get; init; } = 0.5;

    /// <summary>Every mistake, each naming key and value.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>(Ensemble.Validate());
        if (Seeds is < 1 or > 10_000)
            errors.Add($"Evaluation:Seeds is {Seeds}; it must be from 1 to 10000");
        if (TimingSeconds is not (>= 0 and <= 60))
            errors.Add($"Evaluation:TimingSeconds is {TimingSeconds}; it must be from 0 to 60");
        return errors;
    }
}
