namespace ScrapeGuard.Detection.Explanation;

/// <summary>What one feature adds to an account's score, beside what people have.</summary>
/// <param name="Feature">Column of the feature.</param>
/// <param name="Name">Name of the feature in the model's schema.</param>
/// <param name="Value">The account's value.</param>
/// <param name="Low">5 % of people lie below.</param>
/// <param name="Median">Half of the people lie below.</param>
/// <param name="High">5 % of people lie above.</param>
/// <param name="Weight">How far the score falls when the value becomes the people's median; at least 0.</param>
public readonly record struct FeatureEvidence(
    int Feature, string Name, float Value, float Low, float Median, float High, float Weight);
