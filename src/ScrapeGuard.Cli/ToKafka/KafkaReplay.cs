using Confluent.Kafka;
using ScrapeGuard.Captures;
using ScrapeGuard.Cli.Commands;
using ScrapeGuard.Cli.Services;
using ScrapeGuard.Kafka.Native;
using ScrapeGuard.Kafka.Topics;

namespace ScrapeGuard.Cli.ToKafka;

/// <summary>Replays the events of captures into a Kafka topic: what is no event stays behind and is counted.</summary>
internal static class KafkaReplay
{
    /// <summary>Runs it.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(
        KafkaReplayRequest request, CaptureSet captures, CommandContext context, CancellationToken stop)
    {
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
        var events = new ContractReader(captures);
        var (forwarded, isOver) = (0L, false);
        using (var progress = new ProgressLine(context))
        {
            while (!isOver && events.TryRead(out var e))
            {
                isOver = !pace.WaitFor(e.TimeMicros, stop) || !topic.TryWrite(e.Account, e.Json, stop);
                forwarded += isOver ? 0 : 1;
                progress.Show(captures.ShareRead, forwarded);
            }
        }

        var isDone = topic.Finish(stop) && !isOver;
        var seconds = context.Time.GetElapsedTime(started).TotalSeconds;
        var code = CapturesClosing.Tell(captures, forwarded, "replay", context.Error);
        context.Error.WriteLine($"{topic.Written:N0} of {forwarded:N0} events written to "
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
