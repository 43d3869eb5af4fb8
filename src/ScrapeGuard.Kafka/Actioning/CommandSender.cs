using System.Buffers;
using Confluent.Kafka;
using Microsoft.Extensions.Logging.Abstractions;
using ScrapeGuard.Actions.Commands;
using ScrapeGuard.Kafka.Health;
using ScrapeGuard.Kafka.Options;
using ScrapeGuard.Kafka.Worker;

namespace ScrapeGuard.Kafka.Actioning;

/// <summary>Writes operators' commands to their topic, for actioners to take in.</summary>
public static class CommandSender
{
    /// <summary>All commands under one key: they are carried out in the order in which they were given.</summary>
    private static readonly byte[] Key = "commands"u8.ToArray();

    /// <summary>Writes one, and makes the topic if it is not there.</summary>
    /// <param name="options">Where and how; must be valid.</param>
    /// <param name="command">What is ordered.</param>
    /// <param name="time">The clock.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>Null when the brokers have confirmed it; else why they have not.</returns>
    public static async Task<string?> SendAsync(
        KafkaOptions options, OperatorCommand command, TimeProvider time, CancellationToken stop)
    {
        var kafka = new ActionerKafka(options, new HealthBoard(time), NullLogger.Instance, time);
        var json = new ArrayBufferWriter<byte>();
        CommandWriter.Write(json, command);
        try
        {
            await kafka.EnsureCommandsAsync();
            using var sender = new RecordSender(kafka);
            var message = new Message<byte[], byte[]?> { Key = Key, Value = json.WrittenSpan.ToArray() };
            return await Task.Run(() => sender.Send([(options.Topics.Commands, message)], stop).Failure, stop);
        }
        catch (Exception exception) when (exception is KafkaException or WorkerFault)
        {
            return exception.Message;
        }
    }
}
