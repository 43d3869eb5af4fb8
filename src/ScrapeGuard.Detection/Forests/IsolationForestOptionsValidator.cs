namespace ScrapeGuard.Detection.Forests;

/// <summary>Every mistake in the options, each naming key and value; empty when there is none.</summary>
public static class IsolationForestOptionsValidator
{
    public static IReadOnlyList<string> Validate(IsolationForestOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var errors = new List<string>();
        Check(errors, nameof(options.Trees), options.Trees, 1, IsolationForestOptions.MaxTrees);
        Check(errors, nameof(options.SampleSize), options.SampleSize, 2, IsolationForestOptions.MaxSampleSize);
        const int highest = IsolationForestOptions.MaxExtensionLevel;
        Check(errors, nameof(options.ExtensionLevel), options.ExtensionLevel, 0, highest);
        var cells = (1L << PathLength.HeightLimit(options.SampleSize)) * options.Trees * (options.ExtensionLevel + 1L);
        if (errors.Count == 0 && cells > IsolationForestOptions.MaxCells)
            errors.Add($"IsolationForest:Trees x SampleSize x (ExtensionLevel + 1) is {cells}; it must be at most " +
                $"{IsolationForestOptions.MaxCells}");
        return errors;
    }

    private static void Check(List<string> errors, string key, int value, int low, int high)
    {
        if (value < low || value > high)
            errors.Add($"IsolationForest:{key} is {value}; it must be from {low} to {high}");
    }
}
