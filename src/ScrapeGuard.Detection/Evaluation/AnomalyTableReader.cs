using System.Globalization;
using System.IO.Compression;

namespace ScrapeGuard.Detection.Evaluation;

/// <summary>
/// Reads a plain anomaly table. Grammar: each line is empty, <c># comment</c>, or <c>number ("," number)* "," label</c>
/// with label 0 or 1 and equally many numbers on each. An empty field or <c>nan</c> is a missing value. Input that
/// begins with gzip's magic bytes 1F 8B is unpacked.
/// </summary>
public static class AnomalyTableReader
{
    /// <summary>
    /// The most numbers a table may hold (512 MiB of floats), so that a hostile file cannot exhaust memory.
    /// </summary>
    public const int MaxValues = 1 << 27;

    /// <summary>The most characters in a line.</summary>
    public const int MaxLineChars = 64 * 1024;

    public static AnomalyTableResult Read(Stream input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var head = new byte[2];
        var length = input.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        using var whole = new PrefixedStream(head.AsMemory(0, length), input);
        if (length < 2 || head[0] != 0x1F || head[1] != 0x8B)
            return ReadLines(whole);
        using var unpacked = new GZipStream(whole, CompressionMode.Decompress, leaveOpen: true);
        try
        {
            return ReadLines(unpacked);
        }
        catch (InvalidDataException e)
        {
            return AnomalyTableResult.Fault(0, "Not valid gzip: " + e.Message);
        }
    }

    private static AnomalyTableResult ReadLines(Stream text)
    {
        var lines = new BoundedLineReader(text, MaxLineChars);
        var values = new List<float>();
        var labels = new List<bool>();
        var columns = 0;
        var number = 0;
        while (lines.TryRead(out var raw))
        {
            number++;
            if (lines.IsTooLong)
                return AnomalyTableResult.Fault(number, $"Longer than {MaxLineChars} characters");
            var line = raw.Trim();
            if (line.IsEmpty || line[0] == '#')
                continue;
            var error = ParseLine(line, values, labels, ref columns);
            if (error is not null)
                return AnomalyTableResult.Fault(number, error);
        }
        return labels.Count == 0
            ? AnomalyTableResult.Fault(0, "No rows")
            : AnomalyTableResult.Of(new AnomalyTable([.. values], columns, [.. labels]));
    }

    private static string? ParseLine(ReadOnlySpan<char> line, List<float> values, List<bool> labels, ref int columns)
    {
        var comma = line.LastIndexOf(',');
        if (comma < 0)
            return "One field; a row has at least one number and a label";
        if (!TryLabel(line[(comma + 1)..], out var label))
            return $"The label '{Shown(line[(comma + 1)..])}' is neither 0 nor 1";
        var found = 0;
        var fields = line[..comma];
        foreach (var range in fields.Split(','))
        {
            found++;
            if (!TryNumber(fields[range], out var value))
                return $"Field {found}, '{Shown(fields[range])}', is not a number";
            if (values.Count == MaxValues)
                return $"More than {MaxValues} numbers";
            values.Add(value);
        }
        if (columns != 0 && found != columns)
            return $"{found} numbers where the rows before have {columns}";
        columns = found;
        labels.Add(label);
        return null;
    }

    private static bool TryNumber(ReadOnlySpan<char> field, out float value)
    {
        value = float.NaN;
        var trimmed = field.Trim();
        return trimmed.IsEmpty
            || trimmed.Equals("nan", StringComparison.OrdinalIgnoreCase)
            || float.TryParse(trimmed, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }

    private static bool TryLabel(ReadOnlySpan<char> field, out bool label)
    {
        // Tables exported from floating-point tools write 0.0 and 1.0.
        var isNumber = float.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out var value);
        label = value == 1;
        return isNumber && value is 0 or 1;
    }

    private static string Shown(ReadOnlySpan<char> field) => new(field[..Math.Min(field.Length, 40)]);
}
