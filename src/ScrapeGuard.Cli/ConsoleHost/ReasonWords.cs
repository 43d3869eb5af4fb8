using ScrapeGuard.Cli.Explaining;
using ScrapeGuard.Cli.Report;
using ScrapeGuard.Console.Sources;
using ScrapeGuard.Console.Views;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Detection.Models;

namespace ScrapeGuard.Cli.ConsoleHost;

/// <summary>Reasons and features for the console, in the words of report and <c>explain</c>.</summary>
/// <param name="policy">The policy that decides; asked for each time.</param>
/// <param name="model">What people look like; null: it is not known.</param>
internal sealed class ReasonWords(Func<Policy> policy, DetectionModel? model) : IReasonWords
{
    private const string FeaturePrefix = "feature.";

    public ReasonCatalogueView Catalogue { get; } = new(
        ReasonText.OfFindings.ToDictionary(words => words.Code, words => words.Template, StringComparer.Ordinal),
        ReasonText.OfMeasures.ToDictionary(
            words => words.Name, words => new MeasureWordsView(words.Template, words.Unit), StringComparer.Ordinal),
        ReasonText.OfWindows.ToDictionary(window => window.Suffix, window => window.Words, StringComparer.Ordinal));

    public ReasonView Of(Reason reason) => new(
        reason.Code, ReasonText.Title(reason.Code), ReasonText.Of(reason), reason.Value, reason.Expected,
        reason.Weight, ReasonText.Unit(reason.Code));

    public IReadOnlyList<FeatureView> FeaturesOf(float[]? row, Decision? newest) => row is not null
        ? [.. FeatureRange.Of(row, model).Select(range => ViewOf(range.Name, range.Value, range))]
        : newest is null
            ? []
            : [.. newest.Reasons.Where(reason => reason.Code.StartsWith(FeaturePrefix, StringComparison.Ordinal))
                .Select(reason => ViewOf(reason.Code[FeaturePrefix.Length..], reason.Value, range: null))];

    public IReadOnlyList<string>? ClearingOf(Decision decision)
    {
        var changes = ClearingChange.Of(decision, policy().Thresholds);
        return changes.Count == 0
            ? null
            : [.. changes.Select(ClearingText)];
    }

    private static string ClearingText(ClearingChange change)
    {
        var was = $"(was {ReasonText.Value(change.Code, change.Value)})";
        var bound = ReasonText.Value(change.Code, change.Below);
        return change switch
        {
            { Code: "campaign.cover" } =>
                $"to come back to what nobody holds as often as to the rest, about {bound} tracks {was}",
            { Code: "campaign.no-taste" } =>
                $"to share with people as unevenly as they do with each other, by about {bound} percent {was}",
            { Code: "campaign.no-favourites" } =>
                $"to have favourites as people do, about {bound} of 100,000 pairs of tracks by one artist {was}",
            { Code: "campaign.no-returns" } => $"to come back to about {bound} of its tracks, by audio or play {was}",
            { IsTooLittle: true } => $"as much in common as people have, about {bound} tracks {was}",
            _ => $"{ReasonText.Title(change.Code)} below {bound} {was}",
        };
    }

    private FeatureView ViewOf(string name, double value, FeatureRange? range)
    {
        var code = FeaturePrefix + name;
        var (low, median, high) = range is null
            ? RangeOf(name)
            : ((double?)range.Low, (double?)range.Median, (double?)range.High);
        return new FeatureView
        {
            Name = name,
            Title = ReasonText.Title(code),
            Text = ReasonText.Sentence(code, value),
            Value = Finite(value) ?? 0,
            Low = Finite(low),
            Median = Finite(median),
            High = Finite(high),
            Unusual = value < low || value > high,
            Unit = ReasonText.Unit(code),
        };
    }

    private (double? Low, double? Median, double? High) RangeOf(string name)
    {
        var place = Core.Features.FeatureSchema.Names.IndexOf(name);
        return model is null || place < 0
            ? default
            : (Features.FeatureScale.FromModel(model.References[place].Low),
                Features.FeatureScale.FromModel(model.References[place].Median),
                Features.FeatureScale.FromModel(model.References[place].High));
    }

    // JSON has no NaN.
    private static double? Finite(double? value) => value is { } known && double.IsFinite(known) ? known : null;
}
