using System.Text;
using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Captures;

/// <summary>Which field each column of a table fills: a mapping bound to a header row.</summary>
internal sealed class CsvColumns
{
    private const int MaxNamesInMessage = 30;

    private CsvColumns(MappedField[][] fields) => Fields = fields;

    /// <summary>The fields by column; a column may fill several, or none.</summary>
    public MappedField[][] Fields { get; }

    /// <summary>Binds a mapping to a header. Null, and all that is wrong, when a mapped column is missing.</summary>
    public static CsvColumns? Bind(ReadOnlySpan<byte> header, CaptureMapping mapping, out IReadOnlyList<string> errors)
    {
        var problems = new List<string>();
        errors = problems;
        var names = ReadNames(header, mapping.Delimiter);
        if (names is null)
        {
            problems.Add("the header row has a quote without its end");
            return null;
        }

        var fields = new List<MappedField>[names.Count];
        foreach (var (field, column) in mapping.Fields.OrderBy(pair => pair.Key))
        {
            var index = names.IndexOf(column);
            if (index < 0)
            {
                problems.Add($"fields.{MappedFieldNames.Of(field)} '{column}': the header has no such column; it has "
                    + string.Join(", ", names.Take(MaxNamesInMessage)));
            }
            else
            {
                (fields[index] ??= []).Add(field);
            }
        }

        return problems.Count > 0 ? null : new CsvColumns([.. fields.Select(list => list?.ToArray() ?? [])]);
    }

    private static List<string>? ReadNames(ReadOnlySpan<byte> header, char delimiter)
    {
        var names = new List<string>();
        var row = new CsvRow(header, (byte)delimiter, new byte[EventLimits.MaxLineBytes]);
        while (row.TryNext(out var name))
        {
            names.Add(Encoding.UTF8.GetString(name).Trim());
        }

        return row.IsBroken ? null : names;
    }
}
