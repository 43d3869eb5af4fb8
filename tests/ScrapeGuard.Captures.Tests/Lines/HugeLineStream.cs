using ScrapeGuard.Core.Streams;

namespace ScrapeGuard.Captures.Tests;

/// <summary>Text before, one line of x as long as asked for, text behind; made as it is read.</summary>
internal sealed class HugeLineStream(byte[] before, long lineBytes, byte[] behind) : ForwardStream
{
    private long _position;

    public override int Read(Span<byte> buffer)
    {
        var inLine = _position - before.Length;
        int read;
        if (inLine < 0)
        {
            read = Math.Min(buffer.Length, (int)-inLine);
            before.AsSpan((int)_position, read).CopyTo(buffer);
        }
        else if (inLine < lineBytes)
        {
            read = (int)Math.Min(buffer.Length, lineBytes - inLine);
            buffer[..read].Fill((byte)'x');
        }
        else
        {
            var at = (int)(inLine - lineBytes);
            read = Math.Min(buffer.Length, behind.Length - at);
            behind.AsSpan(at, read).CopyTo(buffer);
        }

        _position += read;
        return read;
    }
}
