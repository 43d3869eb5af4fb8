using Microsoft.Extensions.Logging;

namespace ScrapeGuard.Kafka.Actioning;

/// <summary>What the topics' side of an actioner logs: no accounts, no values of properties.</summary>
internal static partial class ActionerLog
{
    [LoggerMessage(6001, LogLevel.Information, "joins group {Group} on {Decisions} and {Commands}")]
    public static partial void Started(ILogger log, string group, string decisions, string commands);

    [LoggerMessage(6002, LogLevel.Information, "reading stopped; all that was taken in is committed")]
    public static partial void Stopped(ILogger log);

    [LoggerMessage(6003, LogLevel.Warning, "what came in waits, for the store cannot be reached: {Reason}")]
    public static partial void StoreAway(ILogger log, string reason);

    [LoggerMessage(6004, LogLevel.Warning, "safeguard events wait, for they cannot be published: {Reason}")]
    public static partial void PublishFailed(ILogger log, string reason);

    [LoggerMessage(6005, LogLevel.Warning,
        "{Count} records are not what their topic is for; they are dead letters now")]
    public static partial void DeadLettered(ILogger log, int count);

    [LoggerMessage(6006, LogLevel.Information, "command {Id} by {By}: {Outcome}")]
    public static partial void CommandTaken(ILogger log, string id, string by, string outcome);
}
