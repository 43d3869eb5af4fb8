using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Kafka.DeadLetters;
using ScrapeGuard.Kafka.State;

namespace ScrapeGuard.Kafka.Worker;

/// <summary>What a partition has come to since its last commit, to be committed as a whole.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="Progress">Where it stands now.</param>
/// <param name="Decisions">Each account's in order.</param>
/// <param name="Timestamps">When the record was written that led to each decision, in milliseconds.</param>
/// <param name="Dead">Records that are no event.</param>
/// <param name="Advances">Where, and up to which event time, it was moved on.</param>
internal sealed record PartitionOutput(
    int Partition, PartitionProgress Progress, IReadOnlyList<Decision> Decisions, IReadOnlyList<long> Timestamps,
    IReadOnlyList<DeadLetter> Dead, IReadOnlyList<(long Offset, long Micros)> Advances)
{
    /// <summary>
    /// The records that tell an heir, in the order in which they are to be written. Progress comes first: at least
    /// once, a killed worker may have written a part of them only, and an advance beyond the progress known would let
    /// an heir, once it has come past that place itself, take for told what was never decided there.
    /// </summary>
    public IEnumerable<(byte[] Key, byte[] Value)> StateRecords() =>
        Advances.Select(advance => (StateKey.Advance(advance.Offset), BitConverter.GetBytes(advance.Micros)))
            .Prepend((StateKey.Progress, Progress.ToBytes()));
}
