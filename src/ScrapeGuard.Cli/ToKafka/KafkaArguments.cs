using System.CommandLine;
using ScrapeGuard.Cli.Services;
using ScrapeGuard.Kafka.Options;

namespace ScrapeGuard.Cli.ToKafka;

/// <summary>The options of <c>replay --to-kafka</c>.</summary>
internal sealed class KafkaArguments
{
    public const string ToKafkaOption = "--to-kafka";

    private const int MaxPartitions = 10_000;

    private readonly Option<bool> _toKafka = new(ToKafkaOption)
    {
        Description = "Writes the events to a Kafka topic instead of judging them.",
    };

    private readonly Option<string?> _servers = new("--bootstrap-servers")
    {
        Description = "Kafka brokers: host:port, several with commas between.",
        HelpName = "SERVERS",
    };

    private readonly Option<string> _topic = new("--topic")
    {
        Description = "Topic for the events.",
        HelpName = "NAME",
        DefaultValueFactory = _ => new TopicNames().AccessEvents,
    };

    private readonly Option<int> _partitions = new("--partitions")
    {
        Description = "Partitions of the topic if it has to be made.",
        HelpName = "N",
        DefaultValueFactory = _ => 6,
    };

    private readonly Option<string> _pace = new("--pace")
    {
        Description = "flat, recorded, or how many times the recorded pace.",
        HelpName = "PACE",
        DefaultValueFactory = _ => "flat",
    };

    private readonly Option<string[]> _properties = new(KafkaProperties.Option)
    {
        Description = "Property of librdkafka, as in security.protocol=SSL; may be given again.",
        HelpName = "NAME=VALUE",
    };

    public void AddTo(Command command)
    {
        command.Add(_toKafka);
        command.Add(_servers);
        command.Add(_topic);
        command.Add(_partitions);
        command.Add(_pace);
        command.Add(_properties);
    }

    public bool IsWanted(ParseResult parsed) => parsed.GetValue(_toKafka);

    /// <summary>Reads the options; null, with every mistake in the list, when something is wrong.</summary>
    public KafkaReplayRequest? Read(ParseResult parsed, List<string> errors)
    {
        var options = new KafkaOptions
        {
            BootstrapServers = parsed.GetValue(_servers) ?? "",
            Topics = new TopicNames { AccessEvents = parsed.GetValue(_topic)! },
            Properties = KafkaProperties.Read(parsed.GetValue(_properties) ?? [], errors),
        };
        errors.AddRange(options.Validate());
        var partitions = parsed.GetValue(_partitions);
        if (partitions is < 1 or > MaxPartitions)
        {
            errors.Add($"--partitions '{partitions}': must be 1 to {MaxPartitions}");
        }

        var pace = parsed.GetValue(_pace)!;
        if (!ReplayPace.TryParse(pace, out var times))
        {
            errors.Add($"--pace '{pace}': must be {ReplayPace.Allowed}");
        }

        return errors.Count == 0 ? new KafkaReplayRequest(options, partitions, times) : null;
    }
}

/// <summary>What <c>replay --to-kafka</c> is asked for, checked.</summary>
/// <param name="Options">Where to.</param>
/// <param name="Partitions">Partitions of a topic that has to be made.</param>
/// <param name="PaceTimes">How many times the recorded pace; null: flat out.</param>
internal sealed record KafkaReplayRequest(KafkaOptions Options, int Partitions, double? PaceTimes);
