using System.IO.Compression;

namespace ScrapeGuard.Captures;

/// <summary>
/// Unpacks gzip of one or several members, and throws <see cref="InvalidDataException"/> where the data ends too soon,
/// which
/// <see cref="GZipStream"/> takes for the end. Unpacks in small steps: when a step meets broken data, what it had
/// unpacked is lost, so it must not be much.
/// </summary>
/// <remarks>
/// Behind the last byte of the packed data <see cref="GzipProbe"/> puts one more member. It comes out as it went in
/// only when the member before it was complete.
/// </remarks>
internal sealed class GzipInput : Stream
{
    private const int StepBytes = 8 * 1024;

    private readonly GzipProbe _probe;
    private readonly GZipStream _gzip;
    private bool _ended;

    public GzipInput(Stream packed)
    {
        _probe = new GzipProbe(packed);
        _gzip = new GZipStream(_probe, CompressionMode.Decompress);
    }

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

    public override int Read(Span<byte> buffer)
    {
        if (_ended || buffer.IsEmpty)
        {
            return 0;
        }

        var read = _gzip.Read(buffer[..Math.Min(buffer.Length, StepBytes)]);
        if (read == 0)
        {
            _ended = true;
            CheckEnd();
        }

        return read;
    }

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

    private void CheckEnd()
    {
        _probe.Arm();
        Span<byte> text = stackalloc byte[GzipProbe.Text.Length + 1];
        var length = 0;
        int read;
        while (length < text.Length && (read = _gzip.Read(text[length..])) > 0)
        {
            length += read;
        }

        if (!text[..length].SequenceEqual(GzipProbe.Text))
        {
            throw new InvalidDataException("the data ends inside a member, or has foreign bytes behind the last one");
        }
    }
}
