namespace ScrapeGuard.Campaigns.Leaks;

/// <summary>What was taken of one artist or album.</summary>
/// <param name="Name">As events carry it.</param>
/// <param name="Tracks">Distinct tracks taken by all accounts together; estimated once they are sketched.</param>
public sealed record WorkTake(string Name, double Tracks);
