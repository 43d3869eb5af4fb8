namespace ScrapeGuard.Detection.Calibration;

/// <summary>How reference scores become a <see cref="QuantileTable"/>.</summary>
public sealed record QuantileTableOptions
{
    /// <value>
    /// Share of the scores that the tail is fitted to, above 0 and at most 0.5. Default 0.02 (SPOT's initial quantile).
    /// </value>
    public double TailShare { get; init; } = 0.02;

    /// <value>Fewest scores that a tail is fitted to, at least 2; with fewer there is none. Default 30.</value>
    public int MinTailCount { get; init; } = 30;

    /// <summary>Every mistake, each naming key and value.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        if (TailShare is not (> 0 and <= 0.5))
            errors.Add($"Calibration:TailShare is {TailShare}; it must be above 0 and at most 0.5");
        if (MinTailCount < 2)
            errors.Add($"Calibration:MinTailCount is {MinTailCount}; it must be at least 2");
        return errors;
    }
}
