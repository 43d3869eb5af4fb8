using Microsoft.Extensions.Logging;

namespace ScrapeGuard.Kafka.Worker;

/// <summary>What a worker logs: no accounts, no values of properties.</summary>
internal static partial class WorkerLog
{
    [LoggerMessage(4001, LogLevel.Information,
        "worker {Owner}: joins group {Group} on {Topic} ({Partitions} partitions)")]
    public static partial void Started(ILogger log, string owner, string group, string topic, int partitions);

    [LoggerMessage(4002, LogLevel.Information, "partitions assigned: {Partitions}")]
    public static partial void Assigned(ILogger log, string partitions);

    [LoggerMessage(4003, LogLevel.Information, "partitions given up: {Partitions}")]
    public static partial void Revoked(ILogger log, string partitions);

    [LoggerMessage(4004, LogLevel.Warning, "partitions lost, for the group heard nothing for too long: {Partitions}")]
    public static partial void Lost(ILogger log, string partitions);

    [LoggerMessage(4005, LogLevel.Information,
        "partition {Partition}: {Accounts} accounts restored in {Seconds:F1} s; "
        + "reads on from {Offset}, decides from {Committed}")]
    public static partial void Restored(
        ILogger log, int partition, long accounts, double seconds, long offset, long committed);

    [LoggerMessage(4006, LogLevel.Warning, "starts anew in {Seconds:F1} s: {Reason}")]
    public static partial void Restarting(ILogger log, double seconds, string reason);

    [LoggerMessage(4007, LogLevel.Information, "worker {Owner}: stopped; all that was decided is committed")]
    public static partial void Stopped(ILogger log, string owner);

    [LoggerMessage(4008, LogLevel.Warning,
        "partition {Partition}: offsets {First} to {Last} are gone from the topic (retention); what they held is lost")]
    public static partial void Gap(ILogger log, int partition, long first, long last);

    [LoggerMessage(4009, LogLevel.Warning,
        "partition {Partition} is ahead of all others, which wait for new events: it goes on with what is known")]
    public static partial void WentAhead(ILogger log, int partition);

    [LoggerMessage(4010, LogLevel.Debug, "librdkafka {Facility}: {Text}")]
    public static partial void Library(ILogger log, string facility, string text);

    [LoggerMessage(4011, LogLevel.Warning, "Kafka: {Code}: {Reason}")]
    public static partial void LibraryError(ILogger log, string code, string reason);

    [LoggerMessage(4012, LogLevel.Information, "topic {Topic} made with {Partitions} partitions")]
    public static partial void TopicMade(ILogger log, string topic, int partitions);

    [LoggerMessage(4014, LogLevel.Warning, "leaving the group takes too long: it will notice by itself")]
    public static partial void CloseHangs(ILogger log);

    [LoggerMessage(4015, LogLevel.Warning,
        "stops without a last commit, for the brokers do not answer: what was not committed will be judged again")]
    public static partial void StopHangs(ILogger log);

    [LoggerMessage(4016, LogLevel.Warning,
        "stopped by a fault; what was not committed will be judged again: {Reason}")]
    public static partial void StoppedByFault(ILogger log, string reason);

    [LoggerMessage(4013, LogLevel.Warning, "commit failed, tries again: {Reason}")]
    public static partial void CommitRetried(ILogger log, string reason);
}
