using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using System.Text;
using Confluent.Kafka;
using ScrapeGuard.Kafka.Native;

namespace ScrapeGuard.Kafka.Consuming;

/// <summary>
/// Reads the records of one topic with a consumer of Confluent.Kafka without an object for each: key and value are
/// spans over the library's memory. It polls as the consumer's own <c>Consume</c> does, so what holds there holds
/// here: handlers of rebalances run inside <see cref="Read"/> on the calling thread, what they throw comes out of it
/// (given a <see cref="HandlerGuard"/>), and each poll counts for <c>max.poll.interval.ms</c>. What it saves stands in
/// the benchmarks (<c>ratio kafka</c>).
/// </summary>
/// <remarks>
/// <para>
/// One record a poll, although the library has a call for many (<c>rd_kafka_consume_batch_queue</c>): before 2.1.0 that
/// call loses records of partitions that stay, when a rebalance pauses them while it gathers. It counts what it
/// gathered as read, throws that away, and reads on behind it (librdkafka pull request 4208).
/// </para>
/// <para>
/// Nothing is held between reads, so the consumer may be closed and disposed of at any time between them; a read
/// after that throws <see cref="ObjectDisposedException"/>. Read once more with no timeout right before closing: a
/// close that meets an assignment whose handler has not run hangs for good (librdkafka 2.0.2). The consumer's own
/// positions run ahead of the receiver by the one record that is being handed over: commit what the receiver has taken,
/// not those.
/// </para>
/// </remarks>
public sealed unsafe class RecordReader
{
    /// <summary>Most records of one <see cref="Read"/>.</summary>
    public const int MaxRecordsPerRead = 4_096;

    private readonly IConsumer<Ignore, Ignore> _consumer;
    private readonly SafeHandle _handle;
    private readonly HandlerGuard? _guard;
    private readonly Action<Error>? _failed;

    /// <param name="consumer">
    /// Subscribed, by the caller, to one topic; see <see cref="ReaderDefaults"/>. Nobody else may consume from it.
    /// </param>
    /// <param name="guard">Runs the consumer's handlers of rebalances; null when it has none.</param>
    /// <param name="failed">
    /// Hears of errors that the library goes on after by itself; their text says of what they are. What it throws comes
    /// out of <see cref="Read"/>.
    /// </param>
    /// <exception cref="NotSupportedException">This version of Confluent.Kafka is built otherwise.</exception>
    public RecordReader(IConsumer<Ignore, Ignore> consumer, HandlerGuard? guard = null, Action<Error>? failed = null)
    {
        ConsumerInternals.Check();
        _consumer = consumer;
        _handle = ConsumerInternals.HandleOf(consumer);
        _guard = guard;
        _failed = failed;
    }

    /// <summary>Errors that the library has gone on after.</summary>
    public long Failures { get; private set; }

    /// <summary>
    /// Hands over what is there, up to <see cref="MaxRecordsPerRead"/> records; waits only for the first. When the
    /// receiver throws, its record counts as read.
    /// </summary>
    /// <param name="timeout">How long to wait when there is nothing; 0 to 24 days.</param>
    /// <param name="receiver">Takes the records, and the ends of partitions.</param>
    /// <returns>The number of records.</returns>
    /// <exception cref="KafkaException">The consumer has failed for good.</exception>
    public int Read(TimeSpan timeout, IRecordReceiver receiver)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(timeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(timeout, TimeSpan.FromMilliseconds(int.MaxValue));
        var wait = (nint)Math.Ceiling(timeout.TotalMilliseconds);
        var records = 0;
        var isHeld = false;
        try
        {
            // As long as it is held, the consumer may be disposed of elsewhere, and is not freed before the read ends.
            _handle.DangerousAddRef(ref isHeld);
            var client = _handle.DangerousGetHandle();
            while (records < MaxRecordsPerRead)
            {
                var message = (ConsumedMessage*)ConsumerInternals.Poll(null, client, wait);
                wait = 0;
                ThrowWhatHandlersThrew(message);
                if (message == null)
                {
                    break;
                }

                records += Take(message, receiver);
            }
        }
        finally
        {
            if (isHeld)
            {
                _handle.DangerousRelease();
            }
        }

        return records;
    }

    private static ReadOnlySpan<byte> Bytes(byte* start, nuint length) => new(start, checked((int)length));

    /// <summary>Hands over one message and frees it. Returns the number of records that it was.</summary>
    private int Take(ConsumedMessage* message, IRecordReceiver receiver)
    {
        try
        {
            switch (message->Error)
            {
                case ErrorCode.NoError:
                    var head = new RecordHead(
                        message->Partition,
                        message->Offset,
                        ConsumerInternals.Timestamp(null, (nint)message, out _),
                        HasKey: message->Key != null,
                        HasValue: message->Value != null);
                    var key = Bytes(message->Key, message->KeyLength);
                    receiver.Receive(in head, key, Bytes(message->Value, message->ValueLength));
                    return 1;
                case ErrorCode.Local_PartitionEOF:
                    receiver.ReachedEnd(message->Partition, message->Offset);
                    return 0;
                default:
                    Fail(message);
                    return 0;
            }
        }
        finally
        {
            ConsumerInternals.Destroy(null, (nint)message);
        }
    }

    private void Fail(ConsumedMessage* message)
    {
        // The value of an error is its text.
        var isFatal = message->Error == ErrorCode.Local_Fatal;
        var text = Encoding.UTF8.GetString(Bytes(message->Value, message->ValueLength));
        var error = new Error(message->Error, text, isFatal);
        if (isFatal)
        {
            throw new KafkaException(error);
        }

        Failures++;
        _failed?.Invoke(error);
    }

    /// <summary>
    /// What a handler throws cannot pass through the native library: the guard keeps it, or, of handlers other than
    /// those of rebalances, the consumer. A record that has come besides is not handed over, as in <c>Consume</c>.
    /// </summary>
    private void ThrowWhatHandlersThrew(ConsumedMessage* message)
    {
        ref var thrown = ref ConsumerInternals.ThrownByHandler(_consumer);
        if (thrown is null && _guard is not { HasKept: true })
        {
            return;
        }

        if (message != null)
        {
            ConsumerInternals.Destroy(null, (nint)message);
        }

        _guard?.ThrowKept();
        var exception = thrown!;
        thrown = null;
        ExceptionDispatchInfo.Throw(exception);
    }
}
