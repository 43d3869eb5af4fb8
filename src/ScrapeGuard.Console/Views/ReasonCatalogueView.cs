namespace ScrapeGuard.Console.Views;

/// <summary>What codes of reasons say, for whoever has codes only; <c>#</c> stands for the value.</summary>
/// <param name="Findings">Sentences by whole code, of those that are no features.</param>
/// <param name="Measures">Sentences by the part of a feature's name before its window.</param>
/// <param name="Windows">What follows the sentence, by how the name ends.</param>
public sealed record ReasonCatalogueView(
    IReadOnlyDictionary<string, string> Findings, IReadOnlyDictionary<string, MeasureWordsView> Measures,
    IReadOnlyDictionary<string, string> Windows);
