using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace ScrapeGuard.Kafka.Native;

/// <summary>
/// What Confluent.Kafka keeps to itself and a reader without allocations needs: the calls into the very librdkafka that
/// it has loaded, the client's handle, and what the handlers threw. The names are those of 1.9.3 and 2.15.1;
/// <see cref="Check"/> says at the start whether they are there.
/// </summary>
internal static class ConsumerInternals
{
    private const string Library = "Confluent.Kafka.Impl.Librdkafka, Confluent.Kafka";
    private const string SafeKafkaHandle = "Confluent.Kafka.Impl.SafeKafkaHandle, Confluent.Kafka";
    private const string Consumer = "Confluent.Kafka.Consumer`2["
        + "[Confluent.Kafka.Ignore, Confluent.Kafka],[Confluent.Kafka.Ignore, Confluent.Kafka]], Confluent.Kafka";

    private delegate long TimestampCall(object? library, nint message, out nint kind);

    private delegate ref Exception? ThrownCall(object consumer);

    private static Delegate[] Calls =>
        [Poll, Destroy, (TimestampCall)Timestamp, HandleIn, (ThrownCall)ThrownByHandler];

    /// <exception cref="NotSupportedException">Names what this version of Confluent.Kafka has not.</exception>
    public static void Check()
    {
        try
        {
            foreach (var call in Calls)
            {
                RuntimeHelpers.PrepareMethod(call.Method.MethodHandle);
            }
        }
        catch (Exception exception) when (exception is MissingMemberException or TypeLoadException)
        {
            var version = typeof(Ignore).Assembly.GetName().Version;
            throw new NotSupportedException(
                $"Confluent.Kafka {version} is built otherwise than the versions known: {exception.Message}",
                exception);
        }
    }

    /// <summary>The native client of a consumer.</summary>
    /// <exception cref="ArgumentException">It is not Confluent.Kafka's own.</exception>
    public static SafeHandle HandleOf(IConsumer<Ignore, Ignore> consumer) =>
        consumer.GetType() == Type.GetType(Consumer)
            ? (SafeHandle)HandleIn(consumer.Handle)
            : throw new ArgumentException(
                $"{consumer.GetType()} is not a consumer of Confluent.Kafka", nameof(consumer));

    /// <summary><c>rd_kafka_consumer_poll</c>: runs handlers that are due, waits for a message; 0 when there is
    /// none.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.StaticMethod, Name = "consumer_poll")]
    public static extern nint Poll([UnsafeAccessorType(Library)] object? library, nint client, nint milliseconds);

    /// <summary><c>rd_kafka_message_destroy</c></summary>
    [UnsafeAccessor(UnsafeAccessorKind.StaticMethod, Name = "message_destroy")]
    public static extern void Destroy([UnsafeAccessorType(Library)] object? library, nint message);

    /// <summary><c>rd_kafka_message_timestamp</c></summary>
    [UnsafeAccessor(UnsafeAccessorKind.StaticMethod, Name = "message_timestamp")]
    public static extern long Timestamp([UnsafeAccessorType(Library)] object? library, nint message, out nint kind);

    /// <summary>What a handler threw and nobody has been told; null when none did.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "handlerException")]
    public static extern ref Exception? ThrownByHandler([UnsafeAccessorType(Consumer)] object consumer);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_LibrdkafkaHandle")]
    [return: UnsafeAccessorType(SafeKafkaHandle)]
    private static extern object HandleIn(Handle handle);
}
