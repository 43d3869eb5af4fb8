namespace ScrapeGuard.Campaigns.Leaks;

/// <summary>Tracks that are about as popular as each other, and what was taken of them.</summary>
/// <param name="Name">Which they are.</param>
/// <param name="Tracks">Tracks of the capture in it.</param>
/// <param name="Plays">Plays of them by accounts that are not counted as takers.</param>
/// <param name="Taken">Tracks taken.</param>
/// <param name="AudioTaken">Tracks of which audio was taken.</param>
public sealed record PopularityBand(string Name, double Tracks, double Plays, double Taken, double AudioTaken);
