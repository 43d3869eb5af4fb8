using ScrapeGuard.Core.Features;
using ScrapeGuard.Detection.Models;

namespace ScrapeGuard.Cli.Models;

/// <summary>Reads a model of any make, told by its first bytes: a ZIP is one of ML.NET's, the rest is ours.</summary>
internal static class AnyModelFile
{
    private static ReadOnlySpan<byte> Zip => "PK\u0003\u0004"u8;

    private static ReadOnlySpan<byte> Ours => "SGMODEL"u8;

    /// <summary>Whether a file begins as a model does. It is left at its beginning.</summary>
    public static bool IsModel(FileStream file) => StartsWith(file, Ours) || StartsWith(file, Zip);

    /// <summary>The model, of the features that this program has, or what is wrong with it.</summary>
    public static (DetectionModel? Model, string? Mistake) Read(FileStream file)
    {
        var reading = StartsWith(file, Zip) ? MlNetLane.Read(file) : ModelFile.Read(file);
        var mistake = reading.Error ?? reading.Model!.SchemaMismatch(FeatureSchema.Names);
        return (mistake is null ? reading.Model : null, mistake);
    }

    private static bool StartsWith(FileStream file, ReadOnlySpan<byte> magic)
    {
        // What can't be read twice is one of ours or nothing.
        if (!file.CanSeek)
        {
            return false;
        }

        Span<byte> start = stackalloc byte[8];
        var read = file.ReadAtLeast(start[..magic.Length], magic.Length, throwOnEndOfStream: false);
        file.Seek(0, SeekOrigin.Begin);
        return start[..read].SequenceEqual(magic);
    }
}
