using ScrapeGuard.Core.Streams;

namespace ScrapeGuard.Captures;

/// <summary>
/// A capture's bytes as they lie on the disk or come through a pipe: counts them, and lets the first be looked at.
/// </summary>
internal sealed class CaptureInput(Stream stream) : ForwardStream
{
    private readonly byte[] _peeked = new byte[2];
    private int _peekedBytes;
    private int _peekedTaken;
    private long _consumed;

    /// <summary>Bytes given out so far; another thread may read it for its progress bar.</summary>
    public long Consumed => Interlocked.Read(ref _consumed);

    /// <summary>True when the bytes start with the magic number of gzip (RFC 1952, section 2.3.1).</summary>
    public bool PeekIsGzip()
    {
        while (_peekedBytes < _peeked.Length)
        {
            var read = stream.Read(_peeked, _peekedBytes, _peeked.Length - _peekedBytes);
            if (read == 0)
            {
                break;
            }

            _peekedBytes += read;
        }

        return _peekedBytes == 2 && _peeked[0] == 0x1F && _peeked[1] == 0x8B;
    }

    public override int Read(Span<byte> buffer)
    {
        int read;
        if (_peekedTaken < _peekedBytes && buffer.Length > 0)
        {
            read = Math.Min(buffer.Length, _peekedBytes - _peekedTaken);
            _peeked.AsSpan(_peekedTaken, read).CopyTo(buffer);
            _peekedTaken += read;
        }
        else
        {
            read = stream.Read(buffer);
        }

        Interlocked.Add(ref _consumed, read);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            stream.Dispose();
        }

        base.Dispose(disposing);
    }
}
