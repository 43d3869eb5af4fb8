using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using ScrapeGuard.Actions.Storing;

namespace ScrapeGuard.Cli.Actioning;

/// <summary>
/// A journal in a file, for one actioner at a time: a line is on the disk when it counts as appended. What a crash left
/// of a line is cut off. Before each line stands a hash of it and of the hash before, so that a line that was altered,
/// left out or moved is found: <code>line = hash SP text LF ; hash(n) = SHA-256(hash(n-1) || text(n))</code>
/// </summary>
internal sealed class JournalFile : IJournal, IDisposable
{
    public const string FileName = "actions.journal";
    private const string LockName = "actions.lock";
    private const byte LineFeed = (byte)'\n';
    private const int BufferBytes = 1 << 16;
    private const int HashChars = 2 * SHA256.HashSizeInBytes;

    private readonly FileStream _lock;
    private readonly FileStream _file;
    private readonly SemaphoreSlim _one = new(1);
    private byte[] _last = new byte[SHA256.HashSizeInBytes];
    private long _end;

    private JournalFile(FileStream @lock, FileStream file) => (_lock, _file) = (@lock, file);

    /// <summary>Opens the journal of a folder, and makes both if they are not there.</summary>
    /// <exception cref="IOException">Another process has it, or the folder cannot be written.</exception>
    public static JournalFile Open(string folder)
    {
        Directory.CreateDirectory(folder);
        var held = Held(Path.Combine(folder, LockName));
        try
        {
            var file = new FileStream(
                Path.Combine(folder, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read,
                BufferBytes);
            var journal = new JournalFile(held, file);
            journal.CutTornLine();
            return journal;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>
    /// The texts of a journal that another process may be writing; without a last line that has no end yet.
    /// </summary>
    /// <exception cref="FormatException">A line is not what was written.</exception>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> LinesOf(
        Stream file, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var previous = new byte[SHA256.HashSizeInBytes];
        var number = 0L;
        await foreach (var line in RawLinesOf(file, cancellation))
        {
            number++;
            var text = line.Length > HashChars ? line[(HashChars + 1)..] : ReadOnlyMemory<byte>.Empty;
            previous = HashOf(previous, text.Span);
            if (line.Length <= HashChars || line.Span[HashChars] != (byte)' '
                || !line.Span[..HashChars].SequenceEqual(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(previous))))
            {
                throw new FormatException($"line {number} was altered, or one before it");
            }

            yield return text;
        }
    }

    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        _file.Seek(0, SeekOrigin.Begin);
        var last = new byte[SHA256.HashSizeInBytes];
        await foreach (var text in LinesOf(_file, cancellation))
        {
            last = HashOf(last, text.Span);
            yield return text;
        }

        _last = last;
    }

    public async Task AppendAsync(ReadOnlyMemory<byte> line, CancellationToken cancellation)
    {
        if (line.Span.Contains(LineFeed))
        {
            throw new ArgumentException("a line has no line feed in it", nameof(line));
        }

        await _one.WaitAsync(cancellation);
        try
        {
            // From here on it is not broken off: half a line would be worse than none.
            var hash = HashOf(_last, line.Span);
            _file.Seek(_end, SeekOrigin.Begin);
            _file.Write(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash)));
            _file.WriteByte((byte)' ');
            _file.Write(line.Span);
            _file.WriteByte(LineFeed);
            _file.Flush(flushToDisk: true);
            (_end, _last) = (_file.Position, hash);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException("the journal cannot be written: " + exception.Message, exception);
        }
        finally
        {
            _one.Release();
        }
    }

    private static byte[] HashOf(byte[] previous, ReadOnlySpan<byte> text)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(previous);
        hash.AppendData(text);
        return hash.GetHashAndReset();
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> RawLinesOf(
        Stream file, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var line = new MemoryStream();
        var buffer = new byte[BufferBytes];
        int read;
        while ((read = await file.ReadAsync(buffer, cancellation)) > 0)
        {
            var start = 0;
            for (var end = 0; end < read; end++)
            {
                if (buffer[end] == LineFeed)
                {
                    line.Write(buffer, start, end - start);
                    yield return line.ToArray();
                    line.SetLength(0);
                    start = end + 1;
                }
            }

            line.Write(buffer, start, read - start);
        }
    }

    public void Dispose()
    {
        try
        {
            _file.Dispose();
        }
        catch (IOException)
        {
            // What was left to be written was refused when it was appended, and told then.
        }

        _lock.Dispose();
        _one.Dispose();
    }

    private static FileStream Held(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception)
        {
            throw new IOException(
                $"'{path}' is held by another actioner: without a database there can be one only", exception);
        }
    }

    private void CutTornLine()
    {
        _end = 0;
        _file.Seek(0, SeekOrigin.Begin);
        var buffer = new byte[BufferBytes];
        long position = 0;
        int read;
        while ((read = _file.Read(buffer)) > 0)
        {
            var last = buffer.AsSpan(0, read).LastIndexOf(LineFeed);
            _end = last < 0 ? _end : position + last + 1;
            position += read;
        }

        if (_end < position)
        {
            _file.SetLength(_end);
            _file.Flush(flushToDisk: true);
        }
    }
}
