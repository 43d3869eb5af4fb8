using System.IO.Compression;

namespace ScrapeGuard.Captures;

/// <summary>
/// Unpacks gzip of one or several members, in small steps: when a step meets broken data, what it had unpacked is lost, so
/// it must not be much.
/// </summary>
internal sealed class GzipInput(Stream packed) : Stream
{
    private const int StepBytes = 8 * 1024;

    private readonly GZipStream _gzip = new(packed, CompressionMode.Decompress);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer) => _gzip.Read(buffer[..Math.Min(buffer.Length, StepBytes)]);

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _gzip.Dispose();
        }

        base.Dispose(disposing);
    }
}
