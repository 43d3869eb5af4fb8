using Confluent.Kafka;
using ScrapeGuard.Kafka.Worker;

namespace ScrapeGuard.Kafka.Actioning;

/// <summary>Writes records and waits until the brokers have confirmed them. For one thread.</summary>
internal sealed class RecordSender(ActionerKafka kafka) : IDisposable
{
    private static readonly TimeSpan PollTime = TimeSpan.FromMilliseconds(100);

    /// <summary>The library gives records up a while after their time.</summary>
    private static readonly TimeSpan Patience = ActionerKafka.DeliveryTime + TimeSpan.FromSeconds(5);

    private readonly IProducer<byte[], byte[]?> _producer = kafka.BuildProducer();

    /// <summary>Writes them all, and returns when each is confirmed or given up, or when it is to stop.</summary>
    /// <returns>For each whether it was confirmed, and why the first was not; null: all were.</returns>
    public (bool[] Confirmed, string? Failure) Send(
        IReadOnlyList<(string Topic, Message<byte[], byte[]?> Message)> records, CancellationToken stop)
    {
        var confirmed = new bool[records.Count];
        string? failure = null;
        var open = records.Count;
        for (var i = 0; i < records.Count; i++)
        {
            var index = i;
            Produce(records[i].Topic, records[i].Message, report =>
            {
                confirmed[index] = !report.Error.IsError;
                failure ??= report.Error.IsError ? report.Error.Reason : null;
                open--;
            });
        }

        // Reports come on the producer's own thread, and are all in when nothing is left to be flushed.
        var started = kafka.Time.GetTimestamp();
        while (_producer.Flush(PollTime) > 0 && !stop.IsCancellationRequested
            && kafka.Time.GetElapsedTime(started) < Patience)
        {
        }

        return (confirmed, failure ?? (Volatile.Read(ref open) > 0 ? "the brokers do not answer" : null));
    }

    public void Dispose() => _producer.Dispose();

    private void Produce(
        string topic, Message<byte[], byte[]?> message, Action<DeliveryReport<byte[], byte[]?>> delivered)
    {
        while (true)
        {
            try
            {
                _producer.Produce(topic, message, delivered);
                return;
            }
            catch (ProduceException<byte[], byte[]?> exception) when (exception.Error.Code == ErrorCode.Local_QueueFull)
            {
                _producer.Poll(PollTime);
            }
            catch (ProduceException<byte[], byte[]?> exception)
            {
                throw new WorkerFault($"{topic} cannot be written: {exception.Error.Reason}", exception);
            }
        }
    }
}
