namespace ScrapeGuard.Console.Views;

/// <summary>What a feature says, and the unit of its values.</summary>
/// <param name="Template">A sentence; <c>#</c> stands for the value.</param>
/// <param name="Unit"><c>number</c>, <c>bytes</c>, <c>share</c>, <c>bits</c>, <c>logSeconds</c>.</param>
public sealed record MeasureWordsView(string Template, string Unit);
