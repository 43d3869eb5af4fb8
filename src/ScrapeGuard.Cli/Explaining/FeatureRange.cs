using ScrapeGuard.Core.Features;
using ScrapeGuard.Detection.Models;
using ScrapeGuard.Features;

namespace ScrapeGuard.Cli.Explaining;

/// <summary>A feature of an account beside what people have, all in the feature's own unit.</summary>
/// <param name="Name">Name in the schema.</param>
/// <param name="Value">The account's.</param>
/// <param name="Low">5 % of people lie below; NaN without a model, as the other two.</param>
/// <param name="Median">Half of the people lie below.</param>
/// <param name="High">5 % of people lie above.</param>
internal sealed record FeatureRange(string Name, double Value, double Low, double Median, double High)
{
    /// <summary>Outside of what 90 % of people have.</summary>
    public bool IsUnusual => Value < Low || Value > High;

    /// <summary>All features of a row that is on the model's scale; those unlike people's first.</summary>
    public static IReadOnlyList<FeatureRange> Of(ReadOnlySpan<float> row, DetectionModel? model)
    {
        var ranges = new List<FeatureRange>(row.Length);
        for (var i = 0; i < row.Length; i++)
        {
            var people = model?.References[i];
            ranges.Add(new FeatureRange(
                FeatureSchema.Names[i],
                FeatureScale.FromModel(row[i]),
                FeatureScale.FromModel(people?.Low ?? float.NaN),
                FeatureScale.FromModel(people?.Median ?? float.NaN),
                FeatureScale.FromModel(people?.High ?? float.NaN)));
        }

        return [.. ranges.OrderByDescending(range => range.IsUnusual)];
    }
}
