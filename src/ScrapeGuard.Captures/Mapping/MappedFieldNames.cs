namespace ScrapeGuard.Captures;

/// <summary>
/// The words of <see cref="MappedField"/> in mapping files: the names of the event's own fields, and <c>path</c>.
/// </summary>
public static class MappedFieldNames
{
    private static readonly string[] Names = [.. Enum.GetNames<MappedField>().Select(name =>
        char.ToLowerInvariant(name[0]) + name[1..])];

    /// <summary>All words, for messages.</summary>
    public static string All { get; } = string.Join(", ", Names);

    /// <summary>The field that a word names. False for any other word.</summary>
    public static bool TryParse(string word, out MappedField field)
    {
        var index = Array.IndexOf(Names, word);
        field = (MappedField)Math.Max(index, 0);
        return index >= 0;
    }

    /// <summary>The word of a field.</summary>
    public static string Of(MappedField field) => Names[(int)field];
}
