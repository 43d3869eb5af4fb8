using System.IO.Compression;

namespace ScrapeGuard.Cli.Commands;

/// <summary>
/// A file that appears whole or not at all: it is written beside its name and takes the name at the end. Standard
/// output, pipes and devices are written as it goes.
/// </summary>
internal sealed class OutputFile : IDisposable
{
    /// <summary>Stands for standard output.</summary>
    public const string StandardOutput = "-";

    private const int BufferBytes = 1 << 16;

    private static readonly string[] SystemFolders = ["/dev/", "/proc/"];

    private readonly string _path;
    private readonly string? _part;

    private OutputFile(string path, string? part, Stream stream)
    {
        _path = path;
        _part = part;
        Stream = stream;
    }

    /// <summary>What goes here is compressed when the name ends in <c>.gz</c>.</summary>
    public Stream Stream { get; private set; }

    /// <summary>True: what is written can't be taken back.</summary>
    public bool IsDirect => _part is null;

    /// <summary>Opens; nothing is seen of it under its name before <see cref="Commit"/>.</summary>
    /// <exception cref="IOException">The folder is not there, or no file can be made in it.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static OutputFile Open(string path)
    {
        if (path == StandardOutput)
        {
            return new OutputFile(path, part: null, Buffered(System.Console.OpenStandardOutput()));
        }

        // A link stays a link: what it points to is replaced.
        var target = TargetOf(path);
        if (Directory.Exists(target))
        {
            throw new IOException("is a directory");
        }

        if (OpenDirect(path, target) is { } direct)
        {
            return new OutputFile(path, part: null, Buffered(direct));
        }

        var part = $"{target}.{Environment.ProcessId}.part";
        try
        {
            return new OutputFile(target, part, ForName(target, File.Create(part)));
        }
        catch (DirectoryNotFoundException exception)
        {
            throw new IOException($"there is no directory '{Path.GetDirectoryName(target)}'", exception);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new IOException($"the directory '{Path.GetDirectoryName(target)}' is not writable", exception);
        }
    }

    /// <summary>Writes a whole file at once.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        using var file = Open(path);
        write(file.Stream);
        file.Commit();
    }

    /// <summary>The file that a name stands for: absolute, links followed to their end.</summary>
    public static string TargetOf(string path)
    {
        var full = Path.GetFullPath(path);
        if (IsDevice(full))
        {
            // Links there, such as that of standard output, lead to what is no path.
            return full;
        }

        try
        {
            return File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full;
        }
        catch (IOException)
        {
            // A link in a circle; opening it says so.
            return full;
        }
    }

    /// <summary>True for what lies where a system keeps devices and the standard streams.</summary>
    public static bool IsDevice(string path) =>
        !OperatingSystem.IsWindows()
        && SystemFolders.Any(folder => path.StartsWith(folder, StringComparison.Ordinal))
        && !path.StartsWith("/dev/shm/", StringComparison.Ordinal);

    /// <summary>Replaces what was written so far by what is made of it.</summary>
    /// <param name="rewrite">Is given the old content to read and the new one to write, both plain.</param>
    public void Rewrite(Action<Stream, Stream> rewrite)
    {
        Stream.Dispose();
        var old = _part + ".old";
        File.Move(_part!, old, overwrite: true);
        try
        {
            Stream = ForName(_path, File.Create(_part!));
            using var file = File.OpenRead(old);
            using var plain = IsGzip(_path) ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
            rewrite(plain, Stream);
        }
        finally
        {
            File.Delete(old);
        }
    }

    /// <summary>Ends the file and gives it its name.</summary>
    public void Commit()
    {
        Stream.Dispose();
        if (_part is not null)
        {
            File.Move(_part, _path, overwrite: true);
        }
    }

    /// <summary>Without <see cref="Commit"/> nothing is left.</summary>
    public void Dispose()
    {
        try
        {
            Stream.Dispose();
        }
        catch (IOException)
        {
            // The disk is full, or the reader has gone: whoever wrote has been told already.
        }
        finally
        {
            // The folder may be gone, and the file with it.
            if (File.Exists(_part))
            {
                File.Delete(_part);
            }
        }
    }

    /// <summary>A stream to what is no regular file; null when the name is free or a regular file's.</summary>
    private static FileStream? OpenDirect(string path, string target)
    {
        if (!IsDevice(target))
        {
            // A pipe has no length; a regular file without content is no harm to open.
            if (!File.Exists(target) || new FileInfo(target).Length > 0)
            {
                return null;
            }

            var probe = OpenExisting(path);
            if (!probe.CanSeek)
            {
                return probe;
            }

            probe.Dispose();
            return null;
        }

        return OpenExisting(path);
    }

    private static FileStream OpenExisting(string path) =>
        new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);

    private static Stream ForName(string path, FileStream file) =>
        Buffered(IsGzip(path) ? new GZipStream(file, CompressionLevel.Fastest) : file);

    private static bool IsGzip(string path) => path.EndsWith(".gz", StringComparison.Ordinal);

    private static BufferedStream Buffered(Stream stream) => new(stream, BufferBytes);
}
