namespace ScrapeGuard.Campaigns.Leaks;

/// <summary>A share of a whole, 0 to 1, with its standard error; 0: exact.</summary>
public readonly record struct LeakShare(double Value, double StandardError);
