namespace ScrapeGuard.Core.Decisions;

/// <summary>What an account has taken since it was first seen.</summary>
/// <param name="Tracks">Distinct tracks of which anything was served.</param>
/// <param name="AudioTracks">Distinct tracks of which audio was served.</param>
/// <param name="Bytes">Bytes served.</param>
public readonly record struct Exposure(long Tracks, long AudioTracks, long Bytes);
