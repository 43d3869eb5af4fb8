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
        Check(errors, nameof(options.ExtensionLevel), options.ExtensionLevel, 0, IsolationForestOptions.MaxExtensionLevel);
        return errors;
    }

    private static void Check(List<string> errors, string key, int value, int low, int high)
    {
        if (value < low || value > high)
            errors.Add($"IsolationForest:{key} is {value}; it must be from {low} to {high}");
    }
}
