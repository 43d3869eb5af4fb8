namespace ScrapeGuard.Simulation.Traffic;

/// <summary>Whole lines of a capture in order of time.</summary>
/// <param name="Lines">UTF-8 NDJSON, each line ended by a line feed. Valid until the next block is asked for.</param>
/// <param name="From">Time of the first event.</param>
/// <param name="To">Time of the last event.</param>
/// <param name="Events">Number of lines.</param>
public readonly record struct TrafficBlock(
    ReadOnlyMemory<byte> Lines, DateTimeOffset From, DateTimeOffset To, int Events);
