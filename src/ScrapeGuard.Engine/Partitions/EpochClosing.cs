using ScrapeGuard.Features.Popularity;

namespace ScrapeGuard.Engine.Partitions;

/// <summary>A partition says that it has judged all of one epoch or of several.</summary>
/// <param name="Partition">Number of the partition.</param>
/// <param name="Through">The last epoch that it closes.</param>
/// <param name="Offset">Place in the partition of the first event that it had not taken yet.</param>
/// <param name="TakenIn">The epoch in which <paramref name="Taken"/> was taken; nothing was in the others.</param>
/// <param name="Taken">What was taken; good during the call only.</param>
public readonly record struct EpochClosing(
    int Partition, long Through, long Offset, long TakenIn, PopularityDelta Taken);
