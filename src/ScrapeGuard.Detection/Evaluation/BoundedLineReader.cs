using System.Text;

namespace ScrapeGuard.Detection.Evaluation;

/// <summary>
/// Lines of UTF-8 text in one buffer of fixed size, so that a line without an end cannot exhaust memory.
/// </summary>
internal sealed class BoundedLineReader(Stream input, int maxChars)
{
    private const char ByteOrderMark = '\uFEFF';
    private const int Slack = 4;

    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private readonly byte[] _bytes = new byte[1 << 16];
    private readonly char[] _buffer = new char[maxChars + 1 + Slack];
    private int _start;
    private int _end;
    private bool _begun;
    private bool _ended;

    /// <summary>Whether the last line did not fit; reading ends with it.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>The next line without its line feed; valid until the next call.</summary>
    public bool TryRead(out ReadOnlySpan<char> line)
    {
        while (true)
        {
            var unread = _buffer.AsSpan(_start, _end - _start);
            var feed = unread.IndexOf('\n');
            if (feed >= 0)
            {
                line = unread[..feed];
                _start += feed + 1;
                return true;
            }
            if (_ended || unread.Length > maxChars)
            {
                line = unread;
                IsTooLong = !_ended;
                _start = _end;
                return !line.IsEmpty;
            }
            unread.CopyTo(_buffer);
            _end = unread.Length;
            _start = 0;
            Fill();
        }
    }

    private void Fill()
    {
        // A byte of UTF-8 makes at most one character; the slack is for what the decoder still held of one cut in two.
        var most = Math.Min(_bytes.Length, _buffer.Length - Slack - _end);
        var read = input.Read(_bytes, 0, most);
        _ended = read == 0;
        var chars = _decoder.GetChars(_bytes.AsSpan(0, read), _buffer.AsSpan(_end), flush: _ended);
        if (!_begun && chars > 0)
        {
            _begun = true;
            _start += _buffer[0] == ByteOrderMark ? 1 : 0;
        }
        _end += chars;
    }
}
