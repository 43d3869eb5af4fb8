namespace ScrapeGuard.Detection.Covariance;

/// <summary>How the covariance of the crowd is fitted.</summary>
public sealed record RobustCovarianceOptions
{
    /// <value>Share of the rows that the fit may rest on, 0.5 to 1. Default 0.75.</value>
    public double KeptShare { get; init; } = 0.75;

    /// <value>How far correlations are shrunk towards none, 0.001 to 1. Default 0.2.</value>
    public double Shrinkage { get; init; } = 0.2;

    /// <summary>Every mistake, each naming key and value.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        if (KeptShare is not (>= 0.5 and <= 1))
            errors.Add($"Covariance:KeptShare is {KeptShare}; it must be from 0.5 to 1");
        if (Shrinkage is not (>= 0.001 and <= 1))
            errors.Add($"Covariance:Shrinkage is {Shrinkage}; it must be from 0.001 to 1");
        return errors;
    }
}
