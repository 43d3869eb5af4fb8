namespace ScrapeGuard.Cli.FromKafka;

/// <summary>What is to be read of a partition.</summary>
/// <param name="Partition">Its number.</param>
/// <param name="From">The first offset.</param>
/// <param name="To">The offset behind the last.</param>
internal readonly record struct PartitionSpan(int Partition, long From, long To);
