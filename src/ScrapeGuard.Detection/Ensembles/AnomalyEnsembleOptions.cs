using ScrapeGuard.Detection.Covariance;
using ScrapeGuard.Detection.Forests;

namespace ScrapeGuard.Detection.Ensembles;

/// <summary>Members of an ensemble.</summary>
public sealed record AnomalyEnsembleOptions
{
    /// <value>The forest. Default: standard, 100 trees of 256 rows.</value>
    public IsolationForestOptions Forest { get; init; } = new();

    /// <value>The covariance beside it.</value>
    public RobustCovarianceOptions Covariance { get; init; } = new();

    /// <value>
    /// Rows that each column must have for a covariance to be fitted; with fewer the forest stands alone. Default 10.
    /// </value>
    public int RowsPerColumn { get; init; } = 10;

    /// <value>
    /// Correlation of the members' surprises at and below which the covariance is not listened to, 0 to 0.99. Default
    /// 0.5.
    /// </value>
    public double LeastAgreement { get; init; } = 0.5;

    /// <summary>Every mistake, each naming key and value.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>(IsolationForestOptionsValidator.Validate(Forest));
        errors.AddRange(Covariance.Validate());
        if (RowsPerColumn < 1)
            errors.Add($"Ensemble:RowsPerColumn is {RowsPerColumn}; it must be at least 1");
        if (LeastAgreement is not (>= 0 and <= 0.99))
            errors.Add($"Ensemble:LeastAgreement is {LeastAgreement}; it must be from 0 to 0.99");
        return errors;
    }
}
