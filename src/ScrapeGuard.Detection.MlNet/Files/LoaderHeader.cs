using System.Buffers.Binary;
using System.Reflection;
using System.Text;

namespace ScrapeGuard.Detection.MlNet.Files;

/// <summary>
/// What the head of a <c>Model.key</c> asks ML.NET to load: the name of an assembly and of a loader in it
/// (Microsoft.ML.Core, Data/ModelHeader.cs). ML.NET calls <c>Assembly.Load</c> with the one and makes an instance by
/// the other, so both are held against a list first. Little-endian: signature:u64 at 0, loader[24] at 0x50, other
/// loader[24] at 0x68, place of the assembly's name:i64 at 0x90 and its length in bytes:u32 at 0x98.
/// </summary>
internal static class LoaderHeader
{
    private const int HeaderLength = 0x100;
    private const int LoaderPlace = 0x50;
    private const int OtherLoaderPlace = 0x68;
    private const int LoaderLength = 24;
    private const int NamePlace = 0x90;
    private const int NameLengthPlace = 0x98;
    private const int MaxNameBytes = 1_024;

    /// <summary>
    /// Assemblies whose loaders make numbers of numbers. The last three come in packages of their own; a build without
    /// them says that they are missing.
    /// </summary>
    private static readonly HashSet<string> Assemblies = new(StringComparer.OrdinalIgnoreCase)
    {
        "Microsoft.ML.Core", "Microsoft.ML.Data", "Microsoft.ML.Transforms", "Microsoft.ML.PCA",
        "Microsoft.ML.StandardTrainers", "Microsoft.ML.StandardLearners", "Microsoft.ML.KMeansClustering",
        "Microsoft.ML.FastTree", "Microsoft.ML.LightGbm", "Microsoft.ML.Mkl.Components",
    };

    /// <summary>
    /// Loaders that go on to load what the file names: an assembly with code of the author's (CustomTransformer), or
    /// files and downloads (WordEmbeddingsTransform).
    /// </summary>
    private static readonly HashSet<string> RefusedLoaders = new(StringComparer.OrdinalIgnoreCase)
    {
        "CustomTransformer", "WordEmbeddingsTransform",
    };

    private static ReadOnlySpan<byte> Signature => "ML\0MODEL"u8;

    /// <summary>
    /// Null when nothing but a known loader of numbers is asked for, or a sentence that names what is.
    /// </summary>
    public static string? Fault(ReadOnlySpan<byte> key)
    {
        if (key.Length < HeaderLength || !key.StartsWith(Signature))
            return "a part of it has no head of ML.NET's";
        foreach (var place in (ReadOnlySpan<int>)[LoaderPlace, OtherLoaderPlace])
        {
            var loader = Encoding.Latin1.GetString(key.Slice(place, LoaderLength)).Trim('\0', ' ', '\t');
            if (RefusedLoaders.Contains(loader))
                return $"it wants to run a {loader}, which loads more than numbers";
        }
        var namePlace = BinaryPrimitives.ReadInt64LittleEndian(key[NamePlace..]);
        var nameLength = BinaryPrimitives.ReadUInt32LittleEndian(key[NameLengthPlace..]);
        if (namePlace == 0 && nameLength == 0)
            return null;
        if (namePlace < HeaderLength || nameLength > MaxNameBytes || namePlace > key.Length - nameLength)
            return "a part of it names no assembly where it says so";
        var full = Encoding.Unicode.GetString(key.Slice((int)namePlace, (int)nameLength));
        return SimpleName(full) is { } name && Assemblies.Contains(name)
            ? null
            : $"it wants to load from the assembly '{Shown(full)}', which makes no scores of numbers";
    }

    private static string? SimpleName(string full)
    {
        try
        {
            return new AssemblyName(full).Name;
        }
        catch (Exception exception) when (exception is ArgumentException or IOException)
        {
            return null;
        }
    }

    private static string Shown(string text) => text.Length > 64 ? text[..64] + "..." : text;
}
