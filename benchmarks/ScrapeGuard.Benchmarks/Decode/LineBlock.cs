using System.IO.Compression;
using ScrapeGuard.Core.Events.Json;

namespace ScrapeGuard.Benchmarks.Decode;

/// <summary>
/// Lines of NDJSON in one block, with the readable bytes behind the last line that the decoder asks for.
/// </summary>
internal sealed class LineBlock
{
    private LineBlock(byte[] bytes, int length)
    {
        Bytes = bytes;
        var starts = new List<int>();
        var lengths = new List<int>();
        var start = 0;
        while (start < length)
        {
            var feed = bytes.AsSpan(start, length - start).IndexOf((byte)'\n');
            var end = feed < 0 ? length : start + feed;
            if (end > start)
            {
                starts.Add(start);
                lengths.Add(end - start);
            }

            start = end + 1;
        }

        Starts = [.. starts];
        Lengths = [.. lengths];
    }

    /// <summary>The lines, each with its line feed, and the padding.</summary>
    public byte[] Bytes { get; }

    /// <summary>Where each line starts.</summary>
    public int[] Starts { get; }

    /// <summary>The length of each line without its line feed.</summary>
    public int[] Lengths { get; }

    /// <summary>Number of lines.</summary>
    public int Count => Starts.Length;

    /// <summary>Bytes of an average line.</summary>
    public double MeanBytes => Count == 0 ? 0 : Lengths.Average();

    /// <summary>A block of a text that is in memory.</summary>
    public static LineBlock Of(ReadOnlySpan<byte> text)
    {
        var bytes = new byte[text.Length + AccessEventDecoder.PaddingBytes];
        text.CopyTo(bytes);
        return new LineBlock(bytes, text.Length);
    }

    /// <summary>A block of a file; <c>.gz</c> is unpacked. The file must fit into one array.</summary>
    public static LineBlock Load(string path)
    {
        using var file = File.OpenRead(path);
        using var memory = new MemoryStream();
        if (path.EndsWith(".gz", StringComparison.Ordinal))
        {
            using var unpacked = new GZipStream(file, CompressionMode.Decompress);
            unpacked.CopyTo(memory);
        }
        else
        {
            file.CopyTo(memory);
        }

        return Of(memory.GetBuffer().AsSpan(0, (int)memory.Length));
    }
}
