using System.CommandLine;
using ScrapeGuard.Cli.FromKafka;
using ScrapeGuard.Cli.Services;
using ScrapeGuard.Kafka.Options;

namespace ScrapeGuard.Cli.ToKafka;

/// <summary>The options of <c>replay --to-kafka</c> and <c>replay --from-kafka</c>.</summary>
internal sealed class KafkaArguments
{
    public const string ToKafkaOption = "--to-kafka";

    private const int MaxPartitions = 10_000;

    private readonly Option<bool> _toKafka = new(ToKafkaOption)
    {
        Description = "Writes the events to a Kafka topic instead of judging them.",
    };

    private readonly Option<string?> _fromKafka = new(KafkaReadRequest.Option)
    {
        Description = "Replays what a Kafka topic holds now, instead of captures: TOPIC, or a part of it as in "
            + "TOPIC:0..1000, TOPIC:2026-01-01T00:00:00Z.. (times of the records), TOPIC/3:..500 (partition 3).",
        HelpName = "TOPIC[:RANGE]",
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
        command.Add(_fromKafka);
        command.Add(_servers);
        command.Add(_topic);
        command.Add(_partitions);
        command.Add(_pace);
        command.Add(_properties);
    }

    public bool IsToWanted(ParseResult parsed) => parsed.GetValue(_toKafka);

    public bool IsFromWanted(ParseResult parsed) => parsed.GetValue(_fromKafka) is not null;

    /// <summary>
    /// Reads the options of <c>--from-kafka</c>; null, with every mistake in the list, when something is wrong.
    /// </summary>
    public KafkaReadRequest? ReadFrom(ParseResult parsed, List<string> errors)
    {
        Option[] idle = [_toKafka, _topic, _partitions, _pace];
        errors.AddRange(idle.Where(option => parsed.GetResult(option) is { Implicit: false })
            .Select(option => $"{option.Name}: goes without {_fromKafka.Name}"));
        var options = ReadOptions(parsed, new TopicNames(), errors);
        var text = parsed.GetValue(_fromKafka)!;
        var range = TopicRange.Parse(text, out var mistake);
        if (range is null)
        {
            errors.Add($"{_fromKafka.Name} '{text}': {mistake}");
        }

        return errors.Count == 0 ? new KafkaReadRequest(options, range!, text) : null;
    }

    /// <summary>
    /// Reads the options of <c>--to-kafka</c>; null, with every mistake in the list, when something is wrong.
    /// </summary>
    public KafkaReplayRequest? ReadTo(ParseResult parsed, List<string> errors)
    {
        if (IsFromWanted(parsed))
        {
            errors.Add($"{_fromKafka.Name}: goes without {_toKafka.Name}");
        }

        var options = ReadOptions(parsed, new TopicNames { AccessEvents = parsed.GetValue(_topic)! }, errors);
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

    private KafkaOptions ReadOptions(ParseResult parsed, TopicNames topics, List<string> errors)
    {
        var options = new KafkaOptions
        {
            BootstrapServers = parsed.GetValue(_servers) ?? "",
            Topics = topics,
            Properties = KafkaProperties.Read(parsed.GetValue(_properties) ?? [], errors),
        };
        errors.AddRange(options.Validate().Select(NameOption));
        return options;
    }

    /// <summary>A mistake with the option in place of the setting that it stands for.</summary>
    private string NameOption(string mistake)
    {
        (string Setting, string Option)[] names =
        [
            (SettingCatalogue.BootstrapServers, _servers.Name), ("Kafka:Properties", _properties.Name),
            ("Kafka:Topics:AccessEvents", _topic.Name),
        ];
        var name = names.FirstOrDefault(name => mistake.StartsWith(name.Setting + " ", StringComparison.Ordinal));
        return name.Setting is null ? mistake : name.Option + mistake[name.Setting.Length..];
    }
}

/// <summary>What <c>replay --to-kafka</c> is asked for, checked.</summary>
/// <param name="Options">Where to.</param>
/// <param name="Partitions">Partitions of a topic that has to be made.</param>
/// <param name="PaceTimes">How many times the recorded pace; null: flat out.</param>
internal sealed record KafkaReplayRequest(KafkaOptions Options, int Partitions, double? PaceTimes);
