using System.Runtime.InteropServices;
using Confluent.Kafka;
using ScrapeGuard.Kafka.Consuming;
using ScrapeGuard.Kafka.Native;

namespace ScrapeGuard.Kafka.Tests.Consuming;

/// <summary>What is taken from inside of Confluent.Kafka is there as it is taken.</summary>
public sealed class ConsumerInternalsTests
{
    [Test]
    public void Check_ThisVersion_HasAll() => ((Action)ConsumerInternals.Check).Should().NotThrow();

    [Test]
    public void ConsumedMessage_Layout_IsThatOfConfluent()
    {
        var theirs = typeof(Ignore).Assembly.GetType("Confluent.Kafka.Impl.rd_kafka_message", throwOnError: true)!;
        (string Ours, string Theirs)[] fields =
        [
            (nameof(ConsumedMessage.Error), "err"),
            (nameof(ConsumedMessage.Topic), "rkt"),
            (nameof(ConsumedMessage.Partition), "partition"),
            (nameof(ConsumedMessage.Value), "val"),
            (nameof(ConsumedMessage.ValueLength), "len"),
            (nameof(ConsumedMessage.Key), "key"),
            (nameof(ConsumedMessage.KeyLength), "key_len"),
            (nameof(ConsumedMessage.Offset), "offset"),
            (nameof(ConsumedMessage.Private), "_private"),
        ];
        foreach (var (ours, field) in fields)
        {
            Marshal.OffsetOf<ConsumedMessage>(ours).Should().Be(Marshal.OffsetOf(theirs, field), field);
        }
    }

    [Test]
    public void RecordReader_ForeignConsumer_IsRefused()
    {
        var foreign = System.Reflection.DispatchProxy.Create<IConsumer<Ignore, Ignore>, NoConsumer>();

        var making = () => new RecordReader(foreign);

        making.Should().Throw<ArgumentException>().WithMessage("*is not a consumer of Confluent.Kafka*");
    }

    public class NoConsumer : System.Reflection.DispatchProxy
    {
        protected override object? Invoke(System.Reflection.MethodInfo? targetMethod, object?[]? args) => null;
    }
}
