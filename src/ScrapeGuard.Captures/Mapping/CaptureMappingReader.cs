using System.Text;
using ScrapeGuard.Core.Events;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ScrapeGuard.Captures;

/// <summary>
/// Reads mapping files:
/// <code>
/// format: csv                    # csv, ndjson or combined
/// timeFormat: epoch-millis       # see TimeFormat
/// delimiter: ";"                 # csv only; "\t" for tabs
/// trackSeparator: " "
/// fields:                        # column names (csv) or JSON pointers (ndjson)
///   time: ts
///   account: user_id
///   path: url
/// constants:
///   operation: browse
/// paths:                         # see PathRule; the first that matches counts
///   - path: /v1/tracks/{track}
///     operation: metadata
/// </code>
/// </summary>
public sealed partial class CaptureMappingReader
{
    private const int MaxTextChars = 1 << 20;
    private const int MaxPathRules = 1000;
    private const string OperationWords = "metadata, search, browse, license, audio, play, auth, other";

    private readonly string _file;
    private readonly List<MappingError> _errors = [];

    private CaptureMappingReader(string file) => _file = file;

    /// <summary>Reads a mapping.</summary>
    /// <param name="text">The YAML.</param>
    /// <param name="fileName">What errors call it.</param>
    public static MappingReading Read(string text, string fileName)
    {
        var reader = new CaptureMappingReader(fileName);
        CaptureMapping? mapping = null;
        if (text.Length > MaxTextChars)
        {
            reader.AddWhole(1, $"is longer than {MaxTextChars} characters");
        }
        else if (reader.Parse(text) is { } root)
        {
            mapping = reader.ReadRoot(root);
        }

        return reader._errors.Count == 0
            ? new MappingReading(mapping, [])
            : new MappingReading(Mapping: null, [.. reader._errors.OrderBy(error => error.Line)]);
    }

    private YamlMappingNode? Parse(string text)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            if (stream.Documents is [{ RootNode: YamlMappingNode root }])
            {
                return root;
            }

            AddWhole(1, "must be one YAML document with keys and values");
        }
        catch (YamlException e)
        {
            AddWhole((int)e.Start.Line, "is not YAML: " + e.Message);
        }

        return null;
    }

    private CaptureMapping ReadRoot(YamlMappingNode root)
    {
        var mapping = new CaptureMapping();
        YamlNode? fields = null;
        foreach (var (keyNode, value) in root.Children)
        {
            var key = TextOf(keyNode);
            switch (key)
            {
                case "format":
                    mapping = mapping with { Format = ReadFormat(key, value) };
                    break;
                case "timeFormat":
                    mapping = mapping with { Time = ReadTimeFormat(key, value) };
                    break;
                case "delimiter":
                    mapping = mapping with { Delimiter = ReadSeparator(key, value, "\"\r\n") };
                    break;
                case "trackSeparator":
                    mapping = mapping with { TrackSeparator = ReadSeparator(key, value, "\r\n") };
                    break;
                case "fields":
                    fields = value;
                    mapping = mapping with { Fields = ReadFields(key, value) };
                    break;
                case "constants":
                    mapping = mapping with { Constants = ReadFields(key, value) };
                    CheckConstants(mapping, value);
                    break;
                case "paths":
                    mapping = mapping with { Paths = ReadPaths(key, value) };
                    break;
                default:
                    Add(keyNode, key, TextOf(value), "is no key; the keys are format, timeFormat, delimiter, "
                        + "trackSeparator, fields, constants, paths");
                    break;
            }
        }

        CheckWhole(mapping, fields ?? root);
        return mapping;
    }

    private CaptureKind ReadFormat(string key, YamlNode value)
    {
        var word = TextOf(value);
        if (CaptureKindNames.TryParse(word, out var kind)
            && kind is CaptureKind.Csv or CaptureKind.Ndjson or CaptureKind.Combined)
        {
            return kind;
        }

        Add(value, key, word, "must be csv, ndjson or combined");
        return CaptureKind.Csv;
    }

    private TimeFormat ReadTimeFormat(string key, YamlNode value)
    {
        if (TimeFormat.Parse(TextOf(value)) is { } format)
        {
            return format;
        }

        Add(value, key, TextOf(value), "must be rfc3339, epoch-seconds, epoch-millis, epoch-micros, or a custom "
            + "format of .NET with year, month and day, such as yyyy-MM-dd HH:mm:ss");
        return TimeFormat.Rfc3339;
    }

    private char ReadSeparator(string key, YamlNode value, string forbidden)
    {
        var text = TextOf(value);
        if (text.Length == 1 && char.IsAscii(text[0]) && text[0] != '\0'
            && !forbidden.Contains(text[0], StringComparison.Ordinal))
        {
            return text[0];
        }

        Add(value, key, text, "must be one ASCII character, and no quote or line end");
        return ',';
    }

    private Dictionary<MappedField, string> ReadFields(string section, YamlNode node)
    {
        var fields = new Dictionary<MappedField, string>();
        if (node is not YamlMappingNode mapping)
        {
            Add(node, section, TextOf(node), "must be keys and values");
            return fields;
        }

        foreach (var (keyNode, valueNode) in mapping.Children)
        {
            var key = $"{section}.{TextOf(keyNode)}";
            var value = TextOf(valueNode);
            if (!MappedFieldNames.TryParse(TextOf(keyNode), out var field))
            {
                Add(keyNode, key, value, "is no field; the fields are " + MappedFieldNames.All);
            }
            else if (valueNode is not YamlScalarNode || value.Length == 0)
            {
                Add(valueNode, key, value, "must be a text");
            }
            else
            {
                fields[field] = value;
            }
        }

        return fields;
    }

    private PathRules ReadPaths(string section, YamlNode node)
    {
        if (node is not YamlSequenceNode list || list.Children.Count > MaxPathRules)
        {
            Add(node, section, TextOf(node),
                $"must be a list of at most {MaxPathRules} rules, each with path and operation");
            return PathRules.None;
        }

        var rules = new List<PathRule>();
        for (var i = 0; i < list.Children.Count; i++)
        {
            if (ReadPath($"{section}[{i}]", list.Children[i]) is { } rule)
            {
                rules.Add(rule);
            }
        }

        return new PathRules(rules);
    }

    private PathRule? ReadPath(string key, YamlNode node)
    {
        YamlNode? path = null;
        YamlNode? operation = null;
        foreach (var (keyNode, value) in ChildrenOf(node))
        {
            switch (TextOf(keyNode))
            {
                case "path":
                    path = value;
                    break;
                case "operation":
                    operation = value;
                    break;
                default:
                    Add(keyNode, $"{key}.{TextOf(keyNode)}", TextOf(value), "is no key; the keys are path, operation");
                    break;
            }
        }

        if (path is null || operation is null)
        {
            Add(node, key, TextOf(node), "must have path and operation");
            return null;
        }

        var known = TryReadOperation(key + ".operation", operation, out var parsed);
        if (PathRule.Parse(TextOf(path), parsed, out var problem) is { } rule)
        {
            return known ? rule : null;
        }

        Add(path, key + ".path", TextOf(path), problem);
        return null;
    }

    private bool TryReadOperation(string key, YamlNode node, out Operation operation)
    {
        var word = TextOf(node);
        operation = OperationNames.Parse(Encoding.UTF8.GetBytes(word));
        if (OperationNames.Of(operation) == word)
        {
            return true;
        }

        Add(node, key, word, "must be one of " + OperationWords);
        return false;
    }

    private void Add(YamlNode node, string key, string value, string problem) =>
        _errors.Add(new MappingError(_file, (int)node.Start.Line, key, value, problem));

    private void AddWhole(int line, string problem) => _errors.Add(new MappingError(_file, line, "", "", problem));

    private static IEnumerable<KeyValuePair<YamlNode, YamlNode>> ChildrenOf(YamlNode node) =>
        node is YamlMappingNode mapping ? mapping.Children : [];

    private static string TextOf(YamlNode node) => node switch
    {
        YamlScalarNode scalar => scalar.Value ?? "",
        YamlSequenceNode => "[...]",
        _ => "{...}",
    };
}
