using Confluent.Kafka;
using ScrapeGuard.Captures;
using ScrapeGuard.Cli.Commands;
using ScrapeGuard.Cli.Services;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Kafka.Native;
using ScrapeGuard.Kafka.Topics;

namespace ScrapeGuard.Cli.ToKafka;

/// <summary>Replays the events of a capture into a Kafka topic.</summary>
internal static class KafkaReplay
{
    /// <summary>Runs it.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(
        KafkaReplayRequest request, CaptureSet captures, CommandContext context, CancellationToken stop)
    {
        if (captures.Files.Count > 1 || captures.Files[0].Format.Kind != CaptureKind.Ndjson)
        {
            context.Error.WriteLine($"{KafkaArguments.ToKafkaOption}: takes one capture, in NDJSON");
            return ExitCode.WrongArguments;
        }

        if (SystemLibrdkafka.Load() is { } missing)
        {
            context.Error.WriteLine($"replay: {missing}");
            return ExitCode.Failed;
        }

        if (KafkaProperties.TellMistakes(request.Options.Properties, context.Error))
        {
            return ExitCode.WrongArguments;
        }

        try
        {
            using var topic = await TopicWriter.OpenAsync(request.Options, request.Partitions);
            return Forward(request, captures, topic, context, stop);
        }
        catch (Exception exception) when (exception is KafkaException or InvalidOperationException or ArgumentException)
        {
            context.Error.WriteLine($"replay: {request.Options.BootstrapServers}: {exception.Message}");
            return ExitCode.Failed;
        }
    }

    private static int Forward(
        KafkaReplayRequest request, CaptureSet captures, TopicWriter topic, CommandContext context,
        CancellationToken stop)
    {
        var started = context.Time.GetTimestamp();
        var pace = new ReplayPace(request.PaceTimes, context.Time);
        var forwarder = new LineForwarder(captures.Files[0].Format.CreateDecoder(), topic, pace, stop);
        var block = new LineBlock();
        var batch = new EventBatch();
        using (var progress = new ProgressLine(context))
        {
            while (!forwarder.IsOver && captures.TryReadBlock(block))
            {
                BlockDecoder.Decode(block, forwarder, batch);
                captures.Count(block);
                progress.Show(captures.ShareRead, forwarder.Forwarded);
            }
        }

        var isDone = topic.Finish(stop) && !forwarder.IsOver;
        var seconds = context.Time.GetElapsedTime(started).TotalSeconds;
        var code = CapturesClosing.Tell(captures, forwarder.Forwarded, "replay", context.Error);
        context.Error.WriteLine($"{topic.Written:N0} of {forwarder.Forwarded:N0} events written to "
            + $"{request.Options.Topics.AccessEvents} in {seconds:F2} s");
        if (!isDone)
        {
            context.Error.WriteLine(stop.IsCancellationRequested
                ? "replay: stopped; what was written stays in the topic"
                : $"replay: {topic.Failure}");
            return ExitCode.Failed;
        }

        return code;
    }
}
