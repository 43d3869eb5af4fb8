using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Events.Json;

namespace ScrapeGuard.Captures.Tests;

public sealed class LineBlockReaderTests
{
    private const int MaxLine = 12;

    [Test]
    public void TryRead_AnyTextAndBlockSize_GivesTheLinesOfANaiveSplitter()
    {
        var letters = Gen.Elements((byte)'a', (byte)'b', (byte)'\n', (byte)'\n', (byte)'\r', (byte)0);
        var cases = from text in letters.ArrayOf()
                    from repeat in Gen.Choose(1, 4)
                    from block in Gen.Choose(MaxLine + 2, 40)
                    from seed in Gen.Choose(0, 1000)
                    select (Text: Enumerable.Repeat(text, repeat).SelectMany(x => x).ToArray(), block, seed);
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var (lines, skipped) = ReadAll(c.Text, c.block, c.seed);
            var (wanted, wantedSkipped) = Naive(c.Text);
            lines.Should().Equal(wanted);
            skipped.Should().Be(wantedSkipped);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Test]
    public void TryRead_EveryBlock_HasPaddingBehindIt()
    {
        var reader = new LineBlockReader(new MemoryStream(new byte[100]), blockBytes: 80, maxLineBytes: 70);
        var block = new LineBlock();
        while (reader.TryRead(block))
        {
            (block.Buffer.Length - block.Length).Should().BeGreaterThanOrEqualTo(AccessEventDecoder.PaddingBytes);
        }
    }

    [Test]
    public void TryRead_ByteOrderMark_IsSkippedAtTheStartOnly()
    {
        byte[] text = [0xEF, 0xBB, 0xBF, (byte)'a', (byte)'\n', 0xEF, 0xBB, 0xBF, (byte)'b'];
        var (lines, _) = ReadAll(text, 40, seed: 1);
        lines.Should().Equal((1, "a"), (2, "\uFEFFb"));
    }

    [Test]
    public void TryRead_EmptyStream_GivesNothing()
    {
        new LineBlockReader(new MemoryStream()).TryRead(new LineBlock()).Should().BeFalse();
    }

    [Test]
    public void TryRead_LineOfOneGibibyte_IsCountedInBoundedMemory()
    {
        using var stream = new HugeLineStream("first\n"u8.ToArray(), 1L << 30, "\nlast\n"u8.ToArray());
        var reader = new LineBlockReader(stream);
        var block = new LineBlock();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var lines = new List<string>();
        var oversized = 0;
        while (reader.TryRead(block))
        {
            oversized += block.OversizedCount;
            lines.Add($"{block.FirstLineNumber}:{Encoding.UTF8.GetString(block.Buffer, 0, block.Length)}");
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(4 << 20);
        oversized.Should().Be(1);
        lines.Should().Equal("1:first\n", "3:last\n");
    }

    [Test]
    public void TryRead_LineOfExactlyTheLimitWithCrLf_IsKept()
    {
        var text = new string('x', EventLimits.MaxLineBytes) + "\r\n"
            + new string('y', EventLimits.MaxLineBytes + 1) + "\nz";
        var reader = new LineBlockReader(new MemoryStream(Captured.Utf8(text)), EventLimits.MaxLineBytes + 2);
        var decoder = new LengthDecoder();
        var batch = new EventBatch(4);
        var block = new LineBlock();
        while (reader.TryRead(block))
        {
            BlockDecoder.Decode(block, decoder, batch);
        }

        decoder.Lengths.Should().Equal(EventLimits.MaxLineBytes, 1);
        batch.RejectedFor(DecodeError.LineTooLong).Should().Be(1);
    }

    [Test]
    public void TryRead_FaultOfTheStream_ComesAfterWhatWasRead()
    {
        var reader = new LineBlockReader(new FaultyStream("a\nb"u8.ToArray()));
        var block = new LineBlock();
        reader.TryRead(block).Should().BeTrue();
        Encoding.UTF8.GetString(block.Buffer, 0, block.Length).Should().Be("a\n");
        reader.Fault.Should().BeOfType<IOException>();
        reader.TryRead(block).Should().BeFalse();
    }

    private static (List<(long Number, string Line)> Lines, int Skipped) ReadAll(byte[] text, int blockBytes, int seed)
    {
        var reader = new LineBlockReader(new ChunkedStream(text, seed), blockBytes, MaxLine);
        var block = new LineBlock();
        var lines = new List<(long, string)>();
        var skipped = 0;
        while (reader.TryRead(block))
        {
            var number = block.FirstLineNumber;
            var content = Encoding.UTF8.GetString(block.Buffer, 0, block.Length);
            string[] parts = content.EndsWith('\n') ? content[..^1].Split('\n')
                : content.Length == 0 ? [] : content.Split('\n');
            block.LineCount.Should().Be(parts.Length);
            foreach (var part in parts)
            {
                // Whether an overlong line is skipped or left in the block depends on where blocks end; that it is not
                // taken does not.
                if (TooLong(part))
                {
                    skipped++;
                }
                else
                {
                    lines.Add((number, part));
                }

                number++;
            }

            skipped += block.OversizedCount;
        }

        return (lines, skipped);
    }

    private static (List<(long Number, string Line)> Lines, int Skipped) Naive(byte[] text)
    {
        var content = Encoding.UTF8.GetString(text);
        var parts = content.Split('\n').ToList();
        if (parts[^1].Length == 0)
        {
            parts.RemoveAt(parts.Count - 1);
        }

        var lines = parts.Select((part, i) => ((long)i + 1, part)).Where(line => !TooLong(line.part));
        return ([.. lines], parts.Count(TooLong));
    }

    private static bool TooLong(string part) => (part.EndsWith('\r') ? part.Length - 1 : part.Length) > MaxLine;

    private sealed class LengthDecoder : ILineDecoder
    {
        public List<int> Lengths { get; } = [];

        public DecodeError Decode(ReadOnlySpan<byte> buffer, int offset, int length, EventBatch batch)
        {
            Lengths.Add(length);
            return DecodeError.None;
        }
    }

    private sealed class FaultyStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer)
        {
            var read = base.Read(buffer);
            return read > 0 ? read : throw new IOException("the disk is gone");
        }
    }
}
