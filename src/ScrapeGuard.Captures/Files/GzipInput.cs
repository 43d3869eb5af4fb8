using System.IO.Compression;
using ScrapeGuard.Core.Streams;

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
internal sealed class GzipInput : ForwardStream
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
