using System.IO.Compression;
using ScrapeGuard.Captures;

namespace ScrapeGuard.Cli.Evaluating;

/// <summary>Walks over the lines of a file of labels: NDJSON, gzip or not, in blocks of bounded size.</summary>
internal static class LabelLines
{
    private const int MaxErrors = 20;
    private const byte GzipFirst = 0x1F;
    private const byte GzipSecond = 0x8B;

    /// <summary>Hands each line that is not blank on; the mistakes, at most 20, each with file and line.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="name">What the mistakes call it.</param>
    /// <param name="take">Takes a line in; gives what is wrong with it, or null.</param>
    public static List<string> Read(Stream stream, string name, Func<ReadOnlyMemory<byte>, string?> take)
    {
        var mistakes = new List<string>();
        try
        {
            using var plain = Unpack(stream);
            var reader = new LineBlockReader(plain);
            for (var block = new LineBlock(); mistakes.Count < MaxErrors && reader.TryRead(block);)
            {
                ReadBlock(block, name, take, mistakes);
            }

            if (reader.Fault is { } fault)
            {
                mistakes.Add($"{name}: {fault.Message}");
            }
        }
        catch (InvalidDataException exception)
        {
            mistakes.Add($"{name}: {exception.Message}");
        }

        return [.. mistakes.Take(MaxErrors)];
    }

    /// <summary>The plain content of a file that may be gzip.</summary>
    public static Stream Unpack(Stream stream)
    {
        if (!stream.CanSeek)
        {
            // A pipe: whoever feeds it has unpacked it.
            return stream;
        }

        Span<byte> start = stackalloc byte[2];
        var isGzip = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length
            && start[0] == GzipFirst && start[1] == GzipSecond;
        stream.Position = 0;
        return isGzip ? new GZipStream(stream, CompressionMode.Decompress) : stream;
    }

    private static void ReadBlock(
        LineBlock block, string name, Func<ReadOnlyMemory<byte>, string?> take, List<string> mistakes)
    {
        var rest = block.Buffer.AsMemory(0, block.Length);
        for (var line = block.FirstLineNumber; rest.Length > 0; line++)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            var text = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            if (text.Span.IndexOfAnyExcept(" \t\r"u8) >= 0 && take(text) is { } mistake)
            {
                mistakes.Add($"{name}:{line}: {mistake}");
            }
        }

        if (block.OversizedCount > 0)
        {
            mistakes.Add($"{name}: {block.OversizedCount} lines are too long");
        }
    }
}
