using System.Diagnostics;
using ScrapeGuard.Kafka.Telemetry;

namespace ScrapeGuard.Kafka.Actioning;

/// <summary>The spans of an actioner.</summary>
public static class ActionerTraces
{
    /// <summary>The source that they come from.</summary>
    public const string SourceName = "ScrapeGuard.Actioner";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>A batch of decisions and commands is taken in.</summary>
    /// <returns>Null while nobody listens; to be disposed when done.</returns>
    public static Activity? Intake(int decisions, int commands) =>
        Source.StartActivity("intake", ActivityKind.Consumer)
            ?.SetTag(WorkerMetricNames.MessagingSystemTag, "kafka")
            .SetTag("scrapeguard.decisions", decisions)
            .SetTag("scrapeguard.commands", commands);

    /// <summary>Safeguard events are published.</summary>
    /// <inheritdoc cref="Intake" path="/returns"/>
    public static Activity? Publish(string channel, int events) =>
        Source.StartActivity("publish", ActivityKind.Producer)
            ?.SetTag(ActionerMetricNames.ChannelTag, channel)
            .SetTag("scrapeguard.events", events);

    /// <summary>The account service is called, or asked.</summary>
    /// <inheritdoc cref="Intake" path="/returns"/>
    public static Activity? Call(string name, string kind) =>
        Source.StartActivity(name, ActivityKind.Client)?.SetTag(ActionerMetricNames.KindTag, kind);

    /// <summary>Marks a span as failed; null is taken, as the others give it.</summary>
    public static void Fail(Activity? span, string reason) => span?.SetStatus(ActivityStatusCode.Error, reason);
}
