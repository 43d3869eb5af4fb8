using System.Text;
using Confluent.Kafka;
using ScrapeGuard.Actions.Safeguards;
using ScrapeGuard.Actions.Storing;
using ScrapeGuard.Core.Time;
using ScrapeGuard.Kafka.Worker;

namespace ScrapeGuard.Kafka.Actioning;

/// <summary>
/// Publishes safeguard events from the store to their topic, keyed by account, and marks them when the brokers have
/// confirmed them. One that is published twice has the same id.
/// </summary>
internal sealed class SafeguardPublisher(
    ActionerKafka kafka, ActionerMetrics metrics, IActionStore store, Func<SafeguardEvent, byte[]> form)
{
    private const int MaxEvents = 500;
    private const long MicrosPerSecond = 1_000_000;
    private const long LeaseMicros = 60 * MicrosPerSecond;
    private const long PostponeMicros = 2 * MicrosPerSecond;
    private static readonly Header ContentType =
        new("content-type", Encoding.UTF8.GetBytes("application/cloudevents+json; charset=UTF-8"));

    /// <summary>Publishes what is there.</summary>
    /// <returns>How many events were taken from the store.</returns>
    /// <exception cref="StoreUnavailableException">Nothing is lost: it goes on later.</exception>
    /// <exception cref="WorkerFault">The producer is of no use any more.</exception>
    public async Task<int> PublishAsync(RecordSender sender, CancellationToken stop)
    {
        var events = await store.TakeOutgoingAsync(OutgoingChannel.Topic, Now(), LeaseMicros, MaxEvents, stop);
        if (events.Count == 0)
        {
            return 0;
        }

        using var span = ActionerTraces.Publish(ActionerMetrics.WordOf(OutgoingChannel.Topic), events.Count);
        var records = events.Select(outgoing => (kafka.Topics.SafeguardEvents, MessageOf(outgoing.Event))).ToList();
        var (confirmed, failure) = await Task.Run(() => sender.Send(records, stop), CancellationToken.None);
        var published = Ids(events, confirmed, isConfirmed: true);
        if (published.Count > 0)
        {
            // Also when it is to stop: they would be published again.
            await store.MarkPublishedAsync(OutgoingChannel.Topic, published, Now(), CancellationToken.None);
            metrics.Published(OutgoingChannel.Topic, published.Count);
        }

        if (failure is not null)
        {
            var left = Ids(events, confirmed, isConfirmed: false);
            ActionerTraces.Fail(span, failure);
            metrics.PublishFailed(OutgoingChannel.Topic, left.Count);
            ActionerLog.PublishFailed(kafka.Log, failure);
            kafka.Health.NotReady(HealthNames.Kafka, "safeguard events cannot be published: " + failure);
            await store.PostponeAsync(OutgoingChannel.Topic, left, Now() + PostponeMicros, CancellationToken.None);
        }

        return events.Count;
    }

    private static List<string> Ids(IReadOnlyList<OutgoingEvent> events, bool[] confirmed, bool isConfirmed) =>
        [.. events.Where((_, index) => confirmed[index] == isConfirmed).Select(outgoing => outgoing.Event.Id)];

    /// <summary>CloudEvents in structured mode (its Kafka binding, 3.3); what is about nobody is keyed by its case.
    /// </summary>
    private Message<byte[], byte[]?> MessageOf(SafeguardEvent told) => new()
    {
        Key = Encoding.UTF8.GetBytes(told.Account.Length > 0 ? told.Account : told.Case),
        Value = form(told),
        Headers = [ContentType],
    };

    private long Now() => UnixMicros.Of(kafka.Time.GetUtcNow());
}
