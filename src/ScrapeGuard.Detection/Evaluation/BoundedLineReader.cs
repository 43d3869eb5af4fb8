using System.Text;

namespace ScrapeGuard.Detection.Evaluation;

/// <summary>
/// Lines of UTF-8 text in one buffer of fixed size, so that a line without an end cannot exhaust memory.
/// </summary>
internal sealed class BoundedLineReader(Stream input, int maxChars) : IDisposable
{
    private readonly StreamReader _reader = new(input, Encoding.UTF8, true, 1 << 16, leaveOpen: true);
    private readonly char[] _buffer = new char[maxChars + 1];
    private int _start;
    private int _end;
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
            if (_ended || unread.Length == _buffer.Length)
            {
                line = unread;
                IsTooLong = !_ended;
                _start = _end;
                return !line.IsEmpty;
            }
            unread.CopyTo(_buffer);
            _end = unread.Length;
            _start = 0;
            var read = _reader.Read(_buffer, _end, _buffer.Length - _end);
            _ended = read == 0;
            _end += read;
        }
    }

    public void Dispose() => _reader.Dispose();
}
