using System.Text;

namespace ScrapeGuard.Cli.Policies;

/// <summary>
/// Reads a policy from YAML. Every mistake is found in one go; a policy holds whole or not at all. Keys that are left
/// out have the defaults of <see cref="Core.Policies.Policy"/>. A file without any content is an error, since it is
/// most likely a copy that broke off or a template that rendered nothing; <c>{}</c> says that the defaults are meant.
/// </summary>
public static class PolicyFileReader
{
    private const int ChunkChars = 16 * 1024;

    /// <summary>Reads at most <see cref="PolicyLimits.MaxFileBytes"/> of <paramref name="reader"/>.</summary>
    /// <param name="reader">The content. UTF-8 is for its owner to decode.</param>
    /// <param name="fileName">Stands in the errors.</param>
    /// <exception cref="IOException">The reader failed.</exception>
    public static PolicyReadResult Read(TextReader reader, string fileName)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var text = new StringBuilder();
        var chunk = new char[ChunkChars];
        int count;
        while (text.Length <= PolicyLimits.MaxFileBytes && (count = reader.ReadBlock(chunk)) > 0)
        {
            text.Append(chunk, 0, count);
        }

        return Read(text.ToString(), fileName);
    }

    /// <summary>Reads a whole text.</summary>
    /// <param name="text">The content.</param>
    /// <param name="fileName">Stands in the errors.</param>
    public static PolicyReadResult Read(string text, string fileName)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(fileName);
        var errors = new PolicyErrors(fileName);
        if (text.Length > PolicyLimits.MaxFileBytes || Encoding.UTF8.GetByteCount(text) > PolicyLimits.MaxFileBytes)
        {
            errors.Add(0, 0, "", "", $"the file is over {PolicyLimits.MaxFileBytes >> 20} MiB");
            return new PolicyReadResult(null, errors.ToSorted());
        }

        var root = new PolicyTree(errors).Read(text.TrimStart('\uFEFF'));
        if (root is null or ScalarNode { IsNothing: true })
        {
            if (errors.IsEmpty)
            {
                errors.Add(0, 0, "", "", "the file is empty; write {} when the defaults are meant");
            }

            return new PolicyReadResult(null, errors.ToSorted());
        }

        var policy = new PolicyBinder(errors).Bind(root);
        return new PolicyReadResult(errors.IsEmpty ? policy : null, errors.ToSorted());
    }
}
