using System.Diagnostics.Metrics;
using ScrapeGuard.Actions.Storing;
using Names = ScrapeGuard.Kafka.Actioning.ActionerMetricNames;
using Tag = System.Collections.Generic.KeyValuePair<string, object?>;

namespace ScrapeGuard.Kafka.Actioning;

/// <summary>
/// Counts what an actioner does. Any thread may call it. To be made after whoever listens, so that the counters start
/// at zero and not at their first rise.
/// </summary>
public sealed partial class ActionerMetrics : IDisposable
{
    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60],
    };

    private readonly Meter _meter = new(Names.Meter);
    private readonly Counter<long> _consumed;
    private readonly Counter<long> _deadLettered;
    private readonly Counter<long> _published;
    private readonly Counter<long> _publishFailed;
    private readonly Counter<long> _commitsFailed;
    private readonly Counter<long> _rebalances;
    private readonly Counter<long> _sessionRestarts;
    private readonly Counter<long> _storeFaults;
    private readonly Counter<long> _alertsSent;
    private readonly Counter<long> _alertsLost;
    private readonly Counter<long> _forgotten;
    private readonly Histogram<double> _intake;

    public ActionerMetrics()
    {
        _consumed = Counter(Names.Consumed, "{message}", "Records read, by topic.");
        _deadLettered = Counter(Names.DeadLettered, "{record}", "Records that were not what their topic is for.");
        _published = Counter(Names.Published, "{event}", "Safeguard events that were acknowledged, by channel.");
        _publishFailed = Counter(Names.PublishFailed, "{event}", "Safeguard events that are tried again, by channel.");
        _commitsFailed = Counter(Names.CommitsFailed, "{commit}", "Commits of offsets that failed.");
        _rebalances = Counter(Names.Rebalances, "{rebalance}", "Times that partitions were shared out anew.");
        _sessionRestarts = Counter(Names.SessionRestarts, "{restart}", "Times that work began anew after a fault.");
        _storeFaults = Counter(Names.StoreFaults, "{fault}", "Times that the store could not be reached.");
        _alertsSent = Counter(Names.AlertsSent, "{alert}", "Alerts that were taken, by channel.");
        _alertsLost = Counter(
            Names.AlertsLost, "{alert}", "Alerts that were given up or found no room, by channel.");
        _forgotten = Counter(Names.Forgotten, "{row}", "Rows of the store that went because they were old.");
        _intake = _meter.CreateHistogram(
            Names.IntakeDuration, "s", "From a batch of records to its place in the store.", tags: null, Seconds);
        foreach (var counter in (ReadOnlySpan<Counter<long>>)
            [_commitsFailed, _rebalances, _sessionRestarts, _storeFaults, _forgotten])
        {
            counter.Add(0);
        }

        foreach (var channel in Enum.GetValues<OutgoingChannel>())
        {
            Published(channel, 0);
            PublishFailed(channel, 0);
        }

        foreach (var channel in (ReadOnlySpan<string>)[Names.Webhook, Names.Syslog])
        {
            _alertsSent.Add(0, new Tag(Names.ChannelTag, channel));
            AlertLost(channel, 0);
        }
    }

    /// <summary>Records of a topic were read.</summary>
    public void Consumed(string topic, long count) => _consumed.Add(count, new Tag(Names.TopicTag, topic));

    /// <summary>A record went to the dead-letter topic.</summary>
    /// <param name="reason">One of a few fixed texts, never text from a record.</param>
    /// <param name="topic">Where it stood.</param>
    public void DeadLettered(string reason, string topic) =>
        _deadLettered.Add(1, new Tag(Names.ReasonTag, reason), new Tag(Names.TopicTag, topic));

    /// <summary>Safeguard events were acknowledged.</summary>
    public void Published(OutgoingChannel channel, long count) => _published.Add(count, TagOf(channel));

    /// <summary>Safeguard events were not acknowledged, and are tried again.</summary>
    public void PublishFailed(OutgoingChannel channel, long count) => _publishFailed.Add(count, TagOf(channel));

    /// <summary>An alert was taken by whoever it was for.</summary>
    /// <param name="channel">One of a few fixed words.</param>
    public void AlertSent(string channel) => _alertsSent.Add(1, new Tag(Names.ChannelTag, channel));

    /// <summary>Alerts were given up, or found no room to wait.</summary>
    /// <param name="channel">One of a few fixed words.</param>
    /// <param name="count">How many.</param>
    public void AlertLost(string channel, long count) => _alertsLost.Add(count, new Tag(Names.ChannelTag, channel));

    /// <summary>Offsets could not be committed; they are with the next ones.</summary>
    public void CommitFailed() => _commitsFailed.Add(1);

    /// <summary>The group's partitions were shared out anew.</summary>
    public void Rebalanced() => _rebalances.Add(1);

    /// <summary>Reading began anew after a fault.</summary>
    public void SessionRestarted() => _sessionRestarts.Add(1);

    /// <summary>The store could not be reached.</summary>
    public void StoreFailed() => _storeFaults.Add(1);

    /// <summary>Rows of the store went because they were old.</summary>
    public void Forgotten(long rows) => _forgotten.Add(rows);

    /// <summary>A batch is in the store.</summary>
    public void Taken(TimeSpan duration) => _intake.Record(duration.TotalSeconds);

    public void Dispose() => _meter.Dispose();

    internal static string WordOf(OutgoingChannel channel) => channel == OutgoingChannel.Topic ? "topic" : "push";

    private static Tag TagOf(OutgoingChannel channel) => new(Names.ChannelTag, WordOf(channel));

    private Counter<long> Counter(string name, string unit, string description) =>
        _meter.CreateCounter<long>(name, unit, description);
}
