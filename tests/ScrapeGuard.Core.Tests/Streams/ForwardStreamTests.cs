using ScrapeGuard.Core.Streams;

namespace ScrapeGuard.Core.Tests.Streams;

internal sealed class ForwardStreamTests
{
    [Test]
    public void Read_IntoAPartOfAnArray_FillsThatPart()
    {
        using var counting = new Counting();
        var bytes = new byte[6];

        counting.Read(bytes, 2, 3).Should().Be(3);

        bytes.Should().Equal(0, 0, 1, 2, 3, 0);
    }

    [Test]
    public void CopyTo_Another_GivesAllBytes()
    {
        using var counting = new Counting();
        using var copy = new MemoryStream();

        counting.CopyTo(copy);

        copy.ToArray().Should().Equal(Enumerable.Range(1, Counting.Bytes).Select(number => (byte)number));
    }

    [Test]
    public void Members_ThatSeekOrWrite_AreRefused()
    {
        using var counting = new Counting();
        var refused = new Action[]
        {
            () => counting.Seek(0, SeekOrigin.Begin),
            () => counting.SetLength(1),
            () => counting.Write([1], 0, 1),
            () => counting.Position = 0,
            () => _ = counting.Position,
            () => _ = counting.Length,
        };

        refused.Should().AllSatisfy(act => act.Should().Throw<NotSupportedException>());
        (counting.CanRead, counting.CanSeek, counting.CanWrite).Should().Be((true, false, false));
    }

    /// <summary>The bytes 1, 2, 3, ...</summary>
    private sealed class Counting : ForwardStream
    {
        public const int Bytes = 200;

        private byte _last;

        public override int Read(Span<byte> buffer)
        {
            var read = Math.Min(buffer.Length, Bytes - _last);
            for (var i = 0; i < read; i++)
            {
                buffer[i] = ++_last;
            }

            return read;
        }
    }
}
