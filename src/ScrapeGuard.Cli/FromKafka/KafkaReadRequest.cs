using ScrapeGuard.Kafka.Options;

namespace ScrapeGuard.Cli.FromKafka;

/// <summary>What <c>replay --from-kafka</c> is asked for, checked.</summary>
/// <param name="Kafka">Where the topic is.</param>
/// <param name="Range">What of it is to be read.</param>
/// <param name="Text">The range as it was given.</param>
internal sealed record KafkaReadRequest(KafkaOptions Kafka, TopicRange Range, string Text)
{
    public const string Option = "--from-kafka";
}
