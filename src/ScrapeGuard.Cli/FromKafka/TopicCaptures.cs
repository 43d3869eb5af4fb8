using Confluent.Kafka;
using ScrapeGuard.Captures;
using ScrapeGuard.Cli.Commands;
using ScrapeGuard.Cli.Services;
using ScrapeGuard.Kafka.Native;

namespace ScrapeGuard.Cli.FromKafka;

/// <summary>
/// A topic as captures, one a partition, up to where it ends at the start. They are merged as files are: the earliest
/// of the partitions' next events goes first, at equal times that of the lower partition. So the order is that of what
/// the topic holds and not of when it was fetched. What is out of order within a partition stays so, as it came live:
/// the engine's own grace puts it right. Memory is bounded: a chunk a partition.
/// </summary>
internal sealed class TopicCaptures : IDisposable
{
    /// <summary>Bytes that the chunks of all partitions may take together.</summary>
    private const int ChunksBytes = 64 << 20;

    private const int LeastChunkBytes = 128 << 10;
    private const int MostChunkBytes = 8 << 20;

    private readonly TopicReader? _reader;

    private TopicCaptures(TopicReader? reader, CaptureSet? set, int exitCode)
    {
        _reader = reader;
        Set = set;
        ExitCode = exitCode;
    }

    /// <summary>The captures; null when there is nothing to read.</summary>
    public CaptureSet? Set { get; }

    /// <summary>What to end with when there is nothing to read.</summary>
    public int ExitCode { get; }

    /// <summary>Opens them; what is wrong is told on standard error.</summary>
    public static TopicCaptures Open(
        KafkaReadRequest request, CaptureOptions options, CommandContext context, CancellationToken stop)
    {
        if (SystemLibrdkafka.Load() is { } missing)
        {
            return Failed(Commands.ExitCode.Failed, missing);
        }

        if (KafkaProperties.TellMistakes(request.Kafka.Properties, context.Error))
        {
            return new TopicCaptures(reader: null, set: null, Commands.ExitCode.WrongArguments);
        }

        TopicReader? reader = null;
        try
        {
            reader = new TopicReader(request.Kafka, request.Range.Topic, MostChunkBytes, context.Time, stop);
            var opened = Open(reader, request, options, context);
            reader = opened._reader is null ? reader : null;
            return opened;
        }
        catch (Exception exception) when (exception is KafkaException or InvalidOperationException or ArgumentException)
        {
            var reason = exception is KafkaException kafka ? kafka.Error.Reason : exception.Message;
            return Failed(Commands.ExitCode.Failed, $"{request.Kafka.BootstrapServers}: {reason}");
        }
        finally
        {
            reader?.Dispose();
        }

        TopicCaptures Failed(int exitCode, string mistake)
        {
            TerminalText.WriteLines(context.Error, [$"replay: {mistake}"]);
            return new TopicCaptures(reader: null, set: null, exitCode);
        }
    }

    public void Dispose()
    {
        Set?.Dispose();
        _reader?.Dispose();
    }

    private static TopicCaptures Open(
        TopicReader reader, KafkaReadRequest request, CaptureOptions options, CommandContext context)
    {
        var range = request.Range;
        var partitions = reader.Partitions();
        if (MistakeOf(range, partitions) is { } mistake)
        {
            TerminalText.WriteLines(context.Error, [$"{KafkaReadRequest.Option} '{request.Text}': {mistake}"]);
            return new TopicCaptures(reader: null, set: null, Commands.ExitCode.WrongArguments);
        }

        var wanted = partitions!.Where(partition => range.Partition is null || range.Partition == partition);
        PartitionSpan[] spans = [.. wanted
            .Select(partition => reader.SpanOf(range, partition)).Where(span => span.From < span.To)];
        if (spans.Length == 0)
        {
            TerminalText.WriteLines(context.Error,
                [$"{KafkaReadRequest.Option} '{request.Text}': there is no record in this range"]);
            return new TopicCaptures(reader: null, set: null, Commands.ExitCode.NoEvent);
        }

        var chunk = Math.Clamp(ChunksBytes / spans.Length, LeastChunkBytes, MostChunkBytes);
        var shared = options with { BlockBytes = CaptureSet.SharedBlockBytes(spans.Length, options.BlockBytes) };
        var opening = CaptureSet.Combine([.. spans.Select(span => CaptureFile.FromStream(
            new PartitionStream(reader, span, chunk), $"{range.Topic}/{span.Partition}", shared,
            firstLine: PartitionStream.FirstLineOf(span)))]);
        TerminalText.WriteLines(context.Error, opening.Errors);
        return opening.Set is { } set
            ? new TopicCaptures(reader, set, Commands.ExitCode.Done)
            : new TopicCaptures(reader: null, set: null, Commands.ExitCode.Failed);
    }

    private static string? MistakeOf(TopicRange range, IReadOnlyList<int>? partitions)
    {
        if (partitions is null)
        {
            return $"there is no topic '{range.Topic}'";
        }

        if (range.Partition is { } partition && !partitions.Contains(partition))
        {
            return $"the topic has no partition {partition}, only 0 to {partitions.Count - 1}";
        }

        return range.Partition is null && partitions.Count > CaptureSet.MaxFiles
            ? $"the topic has {partitions.Count} partitions; at most {CaptureSet.MaxFiles} can be read at once"
            : null;
    }
}
