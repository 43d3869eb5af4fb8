namespace ScrapeGuard.Kafka.Watching;

/// <summary>A topic that is looked at.</summary>
/// <param name="Name">The topic.</param>
/// <param name="Back">Records of each partition from before the start that are looked at, too.</param>
/// <param name="MaxBehind">Records that the reader may be behind in a partition before it passes them over.</param>
public sealed record WatchedTopic(string Name, long Back, long MaxBehind);
