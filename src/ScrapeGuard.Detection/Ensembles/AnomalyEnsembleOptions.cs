using ScrapeGuard.Detection.Covariance;
using ScrapeGuard.Detection.Forests;

namespace ScrapeGuard.Detection.Ensembles;

/// <summary>Members of an ensemble.</summary>
public sealed record AnomalyEnsembleOptions
{
    /// <value>The forest. Default: standard, 100 trees of 256 rows.</value>
    public IsolationForestOptions Forest { get; init; } = new();

    /// <value>
    /// Trees beside the forest's whose splits take two columns in units of their spreads, 0 to 1024 with the forest's.
    /// Default 25: a fifth of all trees, at a third of the cost.
    /// </value>
    public int PairTrees { get; init; } = 25;

    /// <value>The covariance beside it.</value>
    public RobustCovarianceOptions Covariance { get; init; } = new();

    /// <value>
    /// Rows that each column must have for a covariance to be fitted; with fewer the forest stands alone. Default 10.
    /// </value>
    public int RowsPerColumn { get; init; } = 10;

    /// <value>
    /// Correlation of the members' surprises, times that of two fits of the covariance, at and below which the
    /// covariance is not listened to, 0 to 0.99. Default 0.71: below it no member tells half of another's variance.
    /// </value>
    public double LeastAgreement { get; init; } = 0.71;

    /// <summary>Every mistake, each naming key and value.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>(IsolationForestOptionsValidator.Validate(Forest));
        errors.AddRange(Covariance.Validate());
        if (PairTrees < 0 || (long)PairTrees + Forest.Trees > IsolationForestOptions.MaxTrees)
        {
            errors.Add(
                $"Ensemble:PairTrees is {PairTrees}; it must be at least 0 and, with the forest's {Forest.Trees}, "
                + $"at most {IsolationForestOptions.MaxTrees}");
        }
        if (RowsPerColumn < 1)
            errors.Add($"Ensemble:RowsPerColumn is {RowsPerColumn}; it must be at least 1");
        if (LeastAgreement is not (>= 0 and <= 0.99))
            errors.Add($"Ensemble:LeastAgreement is {LeastAgreement}; it must be from 0 to 0.99");
        return errors;
    }
}
