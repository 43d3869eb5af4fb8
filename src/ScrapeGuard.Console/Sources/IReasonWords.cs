using ScrapeGuard.Console.Views;
using ScrapeGuard.Core.Decisions;

namespace ScrapeGuard.Console.Sources;

/// <summary>What decisions say, in words for people.</summary>
public interface IReasonWords
{
    /// <summary>What all codes say.</summary>
    ReasonCatalogueView Catalogue { get; }

    /// <summary>A reason with title, sentence and unit.</summary>
    ReasonView Of(Reason reason);

    /// <summary>
    /// Features of an account beside what people have, those unlike people's first. The row is on the model's scale;
    /// null: what the decision has of features is all that is known.
    /// </summary>
    IReadOnlyList<FeatureView> FeaturesOf(float[]? row, Decision? newest);

    /// <summary>What would have kept an account below the step; null: it is not known.</summary>
    IReadOnlyList<string>? ClearingOf(Decision decision);
}
