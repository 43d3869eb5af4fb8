namespace ScrapeGuard.Detection.Models;

/// <summary>What a model says about itself.</summary>
internal sealed record ModelMetadata(string Name, long TrainedRows, ulong Seed, string[] FeatureNames)
{
    /// <summary>The first mistake in words, or null.</summary>
    public string? Fault()
    {
        if (!IsName(Name))
            return $"The model's name '{Name}' must have 1 to {DetectionModel.MaxNameLength} characters";
        var seen = new HashSet<string>();
        foreach (var name in FeatureNames)
        {
            if (!IsName(name))
                return $"The feature name '{name}' must have 1 to {DetectionModel.MaxNameLength} characters";
            if (!seen.Add(name))
                return $"The feature name '{name}' is there twice";
        }
        return null;
    }

    private static bool IsName(string name) => name.Length is >= 1 and <= DetectionModel.MaxNameLength;
}
