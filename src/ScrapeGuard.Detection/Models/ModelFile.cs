using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ScrapeGuard.Detection.Models;

/// <summary>Models in files; the grammar is at <see cref="ModelFormat"/>.</summary>
public static class ModelFile
{
    public static void Write(Stream output, DetectionModel model)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(model);
        output.Write(ModelEncoder.Encode(model));
    }

    /// <summary>
    /// Reads a model to the end of the stream. What is no model, of another format version, cut short, longer than it
    /// says, or changed in any bit gives an error; only the stream's own failures throw.
    /// </summary>
    public static ModelFileResult Read(Stream input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var header = new byte[ModelFormat.HeaderLength];
        if (input.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length
            || !header.AsSpan().StartsWith(ModelFormat.Magic))
            return ModelFileResult.Fault("Not a model file");
        var version = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(8));
        if (version != ModelFormat.Version)
            return ModelFileResult.Fault($"Model format {version}; this program reads {ModelFormat.Version}");
        var bodyLength = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(12));
        if (bodyLength > ModelFormat.MaxFileBytes)
            return ModelFileResult.Fault($"The model has {bodyLength} bytes; the most is {ModelFormat.MaxFileBytes}");
        var file = ReadRest(input, header, ModelFormat.HeaderLength + (int)bodyLength + ModelFormat.ChecksumLength);
        if (file is null)
            return ModelFileResult.Fault("The model file is shorter or longer than it says");
        var content = file.AsSpan(0, file.Length - ModelFormat.ChecksumLength);
        if (!SHA256.HashData(content).AsSpan().SequenceEqual(file.AsSpan(content.Length)))
            return ModelFileResult.Fault("The model file's checksum does not fit: it was changed or damaged");
        return ModelDecoder.Decode(content[ModelFormat.HeaderLength..]);
    }

    /// <summary>The first 16 hexadecimal digits of the checksum that ends a file.</summary>
    internal static string VersionOf(ReadOnlySpan<byte> file) =>
        Convert.ToHexStringLower(file.Slice(file.Length - ModelFormat.ChecksumLength, 8));

    /// <summary>
    /// Grows with what really comes, so that a false length costs nothing; null when the length is not met.
    /// </summary>
    private static byte[]? ReadRest(Stream input, byte[] header, int length)
    {
        var file = new MemoryStream();
        file.Write(header);
        var buffer = new byte[64 * 1024];
        while (input.Read(buffer) is var read and > 0)
        {
            if (file.Length + read > length)
                return null;
            file.Write(buffer, 0, read);
        }
        return file.Length == length ? file.ToArray() : null;
    }
}
