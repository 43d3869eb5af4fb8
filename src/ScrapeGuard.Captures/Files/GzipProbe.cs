using ScrapeGuard.Core.Streams;

namespace ScrapeGuard.Captures;

/// <summary>Packed data, and behind its end, once armed, one small gzip member whose text is known.</summary>
internal sealed class GzipProbe(Stream packed) : ForwardStream
{
    /// <summary>Header, one block with fixed codes, CRC-32 and length of <see cref="Text"/> (RFC 1952).</summary>
    private static readonly byte[] Member =
    [
        0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0x4B, 0xCD,
        0x4B, 0x51, 0xC8, 0x4F, 0x53, 0x48, 0xAF, 0xCA, 0x2C, 0xE0, 0x02, 0x00,
        0xFC, 0x03, 0x06, 0xD2, 0x0C, 0x00, 0x00, 0x00,
    ];

    private bool _armed;
    private int _given;

    /// <summary>What the member unpacks to.</summary>
    public static ReadOnlySpan<byte> Text => "end of gzip\n"u8;

    /// <summary>Lets the member follow. The packed data has come to its end, and all of it has been unpacked.</summary>
    public void Arm() => _armed = true;

    public override int Read(Span<byte> buffer)
    {
        if (!_armed)
        {
            return packed.Read(buffer);
        }

        var read = Math.Min(buffer.Length, Member.Length - _given);
        Member.AsSpan(_given, read).CopyTo(buffer);
        _given += read;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            packed.Dispose();
        }

        base.Dispose(disposing);
    }
}
