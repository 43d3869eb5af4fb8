using ScrapeGuard.Core.Features;
using ScrapeGuard.Detection.Explanation;
using ScrapeGuard.Detection.Models;
using ScrapeGuard.Features;

namespace ScrapeGuard.Cli.Explaining;

/// <summary>What would make an account look like people at the moment when it looked least so.</summary>
/// <param name="Name">The feature.</param>
/// <param name="From">What the account had, in the feature's unit.</param>
/// <param name="To">What is nearest to it of what nine people in ten have.</param>
internal sealed record LikePeople(string Name, double From, double To)
{
    /// <summary>How many people are to look as unusual: one in a hundred is nothing to remark on.</summary>
    public const double PValue = 0.01;

    /// <summary>The changes, the one that helps most first; empty when it looked like people anyway.</summary>
    public static IReadOnlyList<LikePeople> Of(UnusualMoment moment, DetectionModel? model)
    {
        if (model is null || moment.Evaluations == 0)
        {
            return [];
        }

        var row = moment.Row.ToArray();
        return
        [
            .. SmallestChange.Of(model, row, PValue).Select(change => new LikePeople(
                FeatureSchema.Names[change.Feature],
                FeatureScale.FromModel(row[change.Feature]),
                FeatureScale.FromModel(change.Value))),
        ];
    }
}
