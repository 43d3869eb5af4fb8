namespace ScrapeGuard.Detection.MlNet.Training;

/// <summary>Shape of a <c>RandomizedPca</c>.</summary>
public sealed record RandomizedPcaOptions
{
    /// <value>
    /// Dimensions of what people do; what lies outside of them makes the score. 1 to one less than the features.
    /// Default 10.
    /// </value>
    public int Rank { get; init; } = 10;

    /// <value>Dimensions that are tried beyond those, 0 to 1000. Default 20, as ML.NET has it.</value>
    public int Oversampling { get; init; } = 20;

    /// <summary>Every mistake, each naming key and value.</summary>
    /// <param name="columns">Number of features.</param>
    public IReadOnlyList<string> Validate(int columns)
    {
        var errors = new List<string>();
        if (Rank < 1 || Rank >= columns)
            errors.Add($"RandomizedPca:Rank is {Rank}; it must be 1 to {columns - 1}");
        if (Oversampling is < 0 or > 1_000)
            errors.Add($"RandomizedPca:Oversampling is {Oversampling}; it must be 0 to 1000");
        return errors;
    }
}
