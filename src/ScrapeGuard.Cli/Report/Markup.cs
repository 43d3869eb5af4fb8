namespace ScrapeGuard.Cli.Report;

/// <summary>HTML that is already safe: of constants, or escaped.</summary>
internal readonly record struct Markup(string? Html);
