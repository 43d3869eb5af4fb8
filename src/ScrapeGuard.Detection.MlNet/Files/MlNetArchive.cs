using System.IO.Compression;

namespace ScrapeGuard.Detection.MlNet.Files;

/// <summary>
/// The ZIP that an ML.NET model is. <see cref="Check"/> holds it against <see cref="ArchiveLimits"/> and
/// <see cref="LoaderHeader"/>; <see cref="Write"/> puts our calibration into it, in an entry that ML.NET does not look
/// at, so that the file is still a model for any other program.
/// </summary>
internal static class MlNetArchive
{
    public const string CalibrationEntry = "ScrapeGuard/Calibration.bin";

    private const string SchemaEntry = "Schema";
    private const string KeyName = "Model.key";

    /// <summary>ML.NET 0.x; nested models without a head that can be checked.</summary>
    private const string OldKeyName = "Model.bin";

    /// <summary>The first time that a ZIP can tell: the same model is the same file whenever it is written.</summary>
    private static readonly DateTimeOffset EntryTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Looks through all of a file.</summary>
    /// <param name="file">Its bytes.</param>
    /// <param name="calibration">Receives the calibration's bytes; null when it has none.</param>
    /// <returns>Null when ML.NET may load it, or a sentence.</returns>
    public static string? Check(byte[] file, out byte[]? calibration)
    {
        calibration = null;
        try
        {
            using var archive = new ZipArchive(new MemoryStream(file, writable: false), ZipArchiveMode.Read);
            if (archive.Entries.Count > ArchiveLimits.MaxEntries)
                return $"it has {archive.Entries.Count} entries; the most is {ArchiveLimits.MaxEntries}";
            if (UnpacksToTooMuch(archive))
                return $"it unpacks to over {ArchiveLimits.MaxUnpackedBytes >> 20} MiB";
            var paths = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            foreach (var entry in archive.Entries)
            {
                var path = entry.FullName.Replace('\\', '/');
                if (PathFault(path) is { } fault)
                    return fault;
                if (!paths.Add(path))
                    return $"the entry '{path}' is there twice";
                if (EntryFault(entry, path, ref calibration) is { } inside)
                    return inside;
            }
            return paths.Contains(SchemaEntry)
                ? null
                : "it does not say what its input is (no Schema): save it with the schema of its input";
        }
        catch (InvalidDataException exception)
        {
            return $"it is no ZIP that can be read: {exception.Message}";
        }
    }

    /// <summary>The model's entries in order of their names, and the calibration.</summary>
    public static byte[] Write(byte[] model, byte[] calibration)
    {
        var output = new MemoryStream();
        using (var source = new ZipArchive(new MemoryStream(model, writable: false), ZipArchiveMode.Read))
        using (var target = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in source.Entries.OrderBy(entry => entry.FullName, StringComparer.Ordinal))
            {
                if (!string.Equals(entry.FullName, CalibrationEntry, StringComparison.OrdinalIgnoreCase))
                {
                    using var content = entry.Open();
                    Add(target, entry.FullName, content);
                }
            }
            Add(target, CalibrationEntry, new MemoryStream(calibration, writable: false));
        }
        return output.ToArray();
    }

    /// <summary>By what it says; that each entry keeps to it is seen when it is unpacked.</summary>
    private static bool UnpacksToTooMuch(ZipArchive archive)
    {
        var unpacked = 0L;
        foreach (var entry in archive.Entries)
        {
            if (entry.Length < 0 || entry.Length > ArchiveLimits.MaxUnpackedBytes - unpacked)
                return true;
            unpacked += entry.Length;
        }
        return false;
    }

    private static void Add(ZipArchive target, string path, Stream content)
    {
        var entry = target.CreateEntry(path);
        entry.LastWriteTime = EntryTime;
        using var output = entry.Open();
        content.CopyTo(output);
    }

    private static string? PathFault(string path)
    {
        if (path.Length > ArchiveLimits.MaxPathLength || path.Count(letter => letter == '/') > ArchiveLimits.MaxDepth)
            return "an entry of it lies too deep";
        var isOutside = path.StartsWith('/') || path.Contains("..", StringComparison.Ordinal) || path.Contains(':');
        return isOutside ? $"the entry '{path}' leads out of it" : null;
    }

    private static string? EntryFault(ZipArchiveEntry entry, string path, ref byte[]? calibration)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        if (string.Equals(name, OldKeyName, StringComparison.OrdinalIgnoreCase))
            return "it is of a version of ML.NET before 1.0";
        if (Unpack(entry) is not { } content)
            return $"the entry '{path}' is shorter or longer than it says, or was damaged";
        if (string.Equals(path, CalibrationEntry, StringComparison.OrdinalIgnoreCase))
            calibration = content;
        return string.Equals(name, KeyName, StringComparison.OrdinalIgnoreCase) ? LoaderHeader.Fault(content) : null;
    }

    /// <summary>
    /// The entry's bytes; null when they are not as many as it says, or do not have its checksum, which .NET does not
    /// look at: of a damaged length ML.NET would ask for all the memory there is.
    /// </summary>
    private static byte[]? Unpack(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        var content = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (stream.Read(buffer) is var read and > 0)
        {
            if (content.Length + read > entry.Length)
                return null;
            content.Write(buffer, 0, read);
        }
        var bytes = content.ToArray();
        return bytes.Length == entry.Length && Crc32.Of(bytes) == entry.Crc32 ? bytes : null;
    }
}
