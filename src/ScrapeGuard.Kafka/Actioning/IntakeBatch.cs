using Confluent.Kafka;
using ScrapeGuard.Actions.Commands;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Kafka.DeadLetters;

namespace ScrapeGuard.Kafka.Actioning;

/// <summary>Records as what they are: decisions, commands, and what is neither.</summary>
internal sealed class IntakeBatch
{
    private const string NoValue = "no value";
    private const string NoCommand = "no command";

    private readonly List<Decision> _decisions = [];
    private readonly List<OperatorCommand> _commands = [];
    private readonly List<(DeadLetter Letter, string Topic)> _dead = [];

    public IReadOnlyList<Decision> Decisions => _decisions;

    public IReadOnlyList<OperatorCommand> Commands => _commands;

    /// <summary>What is neither, with the topic where it stood.</summary>
    public IReadOnlyList<(DeadLetter Letter, string Topic)> Dead => _dead;

    /// <summary>Reads records.</summary>
    /// <param name="records">The records, each partition's in order.</param>
    /// <param name="commandTopic">The topic of commands; every other has decisions.</param>
    public static IntakeBatch Read(IEnumerable<ConsumeResult<byte[]?, byte[]?>> records, string commandTopic)
    {
        var batch = new IntakeBatch();
        foreach (var record in records)
        {
            if ((record.Topic == commandTopic ? batch.AddCommand(record) : batch.AddDecision(record)) is { } reason)
            {
                batch._dead.Add((LetterOf(record, reason), record.Topic));
            }
        }

        return batch;
    }

    private string? AddDecision(ConsumeResult<byte[]?, byte[]?> record)
    {
        if (record.Message.Value is not { } value)
        {
            return NoValue;
        }

        var error = DecisionReader.Read(value, out var decision);
        if (error != DecisionError.None)
        {
            return DecisionErrorText.Of(error);
        }

        _decisions.Add(decision!);
        return null;
    }

    private string? AddCommand(ConsumeResult<byte[]?, byte[]?> record)
    {
        if (record.Message.Value is not { } value)
        {
            return NoValue;
        }

        // The reader's own words are many: a tag of a metric has to be one of few.
        if (CommandReader.Read(value, out var command) is not null)
        {
            return NoCommand;
        }

        _commands.Add(command!);
        return null;
    }

    private static DeadLetter LetterOf(ConsumeResult<byte[]?, byte[]?> record, string reason)
    {
        var (key, value) = (record.Message.Key, record.Message.Value ?? []);
        return new DeadLetter(
            reason,
            record.Partition.Value,
            record.Offset.Value,
            record.Message.Timestamp.UnixTimestampMs,
            key is null ? null : key[..Math.Min(key.Length, DeadLetter.MaxKeyBytes)],
            value[..Math.Min(value.Length, EventLimits.MaxLineBytes)],
            value.Length);
    }
}
