using System.Diagnostics.CodeAnalysis;

namespace ScrapeGuard.Captures;

/// <summary>
/// One capture: a file or standard input, plain or gzip (told by content), in any <see cref="CaptureKind"/>. It gives
/// blocks of whole lines; decoders for them come from <see cref="Format"/>, one a thread.
/// </summary>
public sealed class CaptureFile : IDisposable
{
    /// <summary>The path that stands for standard input.</summary>
    public const string StandardInput = "-";

    private const int FileBufferBytes = 64 * 1024;

    private readonly CaptureInput _input;
    private readonly Stream _plain;
    private readonly LineBlockReader _reader;
    private LineBlock? _first;

    private CaptureFile(
        string name, CaptureInput input, Stream plain, int blockBytes, long? totalBytes, long firstLine)
    {
        Name = name;
        _input = input;
        _plain = plain;
        _reader = new LineBlockReader(plain, blockBytes, firstLine: firstLine);
        TotalBytes = totalBytes;
    }

    /// <summary>The path, or <c>standard input</c>.</summary>
    public string Name { get; }

    /// <summary>The format, found or named.</summary>
    public CaptureFormat Format { get; private set; } = CaptureFormat.Ndjson();

    /// <summary>Bytes of the capture as it lies on the disk (compressed); null for a pipe.</summary>
    public long? TotalBytes { get; }

    /// <summary>Bytes read of <see cref="TotalBytes"/>. Any thread may ask.</summary>
    public long ConsumedBytes => _input.Consumed;

    /// <summary>
    /// True when reading stopped before the capture's end: truncated or broken compression, a fault of the disk.
    /// </summary>
    [MemberNotNullWhen(true, nameof(Warning))]
    public bool Truncated => _reader.Fault is not null;

    /// <summary>
    /// Where and why reading stopped early; null when it did not. What came before has been handed out.
    /// </summary>
    public string? Warning => _reader.Fault is { } fault
        ? $"{Name}: reading stopped at byte {ConsumedBytes}"
            + (fault is InvalidDataException ? ", the gzip data is truncated or corrupt: " : ": ")
            + fault.Message
        : null;

    /// <summary>Opens a capture.</summary>
    /// <param name="path">A file, or <see cref="StandardInput"/>.</param>
    /// <param name="options">Valid options (<see cref="CaptureOptionsValidator"/>).</param>
    public static CaptureOpening Open(string path, CaptureOptions options)
    {
        if (path == StandardInput)
        {
            return FromStream(Console.OpenStandardInput(), "standard input", options);
        }

        if (Directory.Exists(path))
        {
            return Failed($"{path}: is a directory, not a capture");
        }

        try
        {
            var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete,
                FileBufferBytes, FileOptions.SequentialScan);
            return FromStream(stream, path, options, stream.CanSeek ? stream.Length : null);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Failed($"{path}: no such file");
        }
        catch (UnauthorizedAccessException)
        {
            return Failed($"{path}: permission denied");
        }
        catch (Exception e) when (e is IOException or ArgumentException or NotSupportedException)
        {
            return Failed($"{path}: cannot be read: {e.Message}");
        }
    }

    /// <summary>Opens a capture that comes from a stream.</summary>
    /// <param name="stream">The bytes; the capture disposes of it.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="options">Valid options.</param>
    /// <param name="totalBytes">Its length, when known.</param>
    /// <param name="firstLine">Number of its first line.</param>
    public static CaptureOpening FromStream(
        Stream stream, string name, CaptureOptions options, long? totalBytes = null, long firstLine = 1)
    {
        var input = new CaptureInput(stream);
        CaptureFile file;
        try
        {
            Stream plain = input.PeekIsGzip() ? new GzipInput(input) : input;
            file = new CaptureFile(name, input, plain, options.BlockBytes, totalBytes, firstLine);
        }
        catch (IOException e)
        {
            input.Dispose();
            return Failed($"{name}: cannot be read: {e.Message}");
        }

        var errors = file.FindFormat(options);
        if (errors.Count == 0)
        {
            return new CaptureOpening(file, []);
        }

        file.Dispose();
        return new CaptureOpening(File: null, [.. errors.Select(error => $"{name}: {error}")]);
    }

    /// <summary>
    /// Fills a block with the next lines. False at the capture's end; then see <see cref="Truncated"/>.
    /// </summary>
    public bool TryReadBlock(LineBlock block)
    {
        if (_first is null)
        {
            return _reader.TryRead(block);
        }

        block.Swap(_first);
        _first = null;
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _plain.Dispose();

    private IReadOnlyList<string> FindFormat(CaptureOptions options)
    {
        var first = new LineBlock();
        if (_reader.TryRead(first))
        {
            _first = first;
        }

        var kind = options.Mapping?.Format ?? options.Format;
        if (kind == CaptureKind.Auto)
        {
            kind = FormatDetector.Detect(first) ?? CaptureKind.Ndjson;
        }

        switch (kind)
        {
            case CaptureKind.Ndjson:
                Format = options.Mapping is null ? CaptureFormat.Ndjson() : CaptureFormat.MappedJson(options.Mapping);
                return [];
            case CaptureKind.Kcat:
                Format = CaptureFormat.Kcat();
                return [];
            case CaptureKind.Combined:
                var paths = options.Mapping?.Paths ?? PathRules.None;
                Format = CaptureFormat.Combined(
                    paths.Count > 0 ? options.Combined with { Paths = paths } : options.Combined);
                return [];
            case CaptureKind.Csv:
                return BindHeader(first, options.Mapping);
            case var _ when Truncated:
                return [Warning];
            default:
                return ["its format is not to be told by its first lines; name it with --format "
                    + string.Join(", ", CaptureKindNames.All.Split(", ").Skip(1))];
        }
    }

    private IReadOnlyList<string> BindHeader(LineBlock first, CaptureMapping? mapping)
    {
        if (mapping is null)
        {
            return ["looks like CSV: needs --mapping FILE, which says what the columns mean"];
        }

        ReadOnlySpan<byte> rest = first.Buffer.AsSpan(0, first.Length);
        if (!FormatDetector.TryNextLine(ref rest, out var header))
        {
            // Nothing but blank lines: a capture without events, which is the caller's to judge.
            return [];
        }

        if (CaptureFormat.MappedCsv(mapping, header, out var errors) is not { } format)
        {
            return errors;
        }

        Format = format;
        var headerBytes = first.Length - rest.Length;
        first.DropFirst(headerBytes, first.Buffer.AsSpan(0, headerBytes).Count((byte)'\n'));
        return [];
    }

    private static CaptureOpening Failed(string error) => new(File: null, [error]);
}
