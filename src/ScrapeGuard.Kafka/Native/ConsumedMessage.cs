using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace ScrapeGuard.Kafka.Native;

/// <summary><c>rd_kafka_message_t</c> of rdkafka.h, field for field.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct ConsumedMessage
{
    public ErrorCode Error;
    public nint Topic;
    public int Partition;
    public byte* Value;
    public nuint ValueLength;
    public byte* Key;
    public nuint KeyLength;
    public long Offset;
    public nint Private;
}
