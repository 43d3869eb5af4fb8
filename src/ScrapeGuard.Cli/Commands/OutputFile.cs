using System.IO.Compression;

namespace ScrapeGuard.Cli.Commands;

/// <summary>Writes a file through a temporary one beside it, so that half a file never stands under its name.</summary>
internal static class OutputFile
{
    /// <summary>Stands for standard output.</summary>
    public const string StandardOutput = "-";

    /// <summary>Writes; a name that ends in <c>.gz</c> is compressed.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        if (path == StandardOutput)
        {
            using var output = Console.OpenStandardOutput();
            WriteBuffered(output, write);
            return;
        }

        if (File.Exists(path) && File.GetAttributes(path).HasFlag(FileAttributes.Device))
        {
            using var device = File.OpenWrite(path);
            WriteBuffered(device, write);
            return;
        }

        var part = path + ".part";
        try
        {
            using (var file = File.Create(part))
            {
                if (path.EndsWith(".gz", StringComparison.Ordinal))
                {
                    using var gzip = new GZipStream(file, CompressionLevel.Fastest);
                    WriteBuffered(gzip, write);
                }
                else
                {
                    WriteBuffered(file, write);
                }
            }

            File.Move(part, path, overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }
    }

    private static void WriteBuffered(Stream output, Action<Stream> write)
    {
        using var buffered = new BufferedStream(output, 1 << 16);
        write(buffered);
        buffered.Flush();
    }
}
