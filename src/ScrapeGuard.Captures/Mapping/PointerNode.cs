using System.Globalization;
using System.Text;

namespace ScrapeGuard.Captures;

/// <summary>
/// JSON pointers (RFC 6901) as a tree: each node is a step, by name into an object or by number into an array, and says
/// which fields are filled from the value there.
/// </summary>
internal sealed class PointerNode
{
    /// <summary>Deepest pointer.</summary>
    public const int MaxDepth = 32;

    private readonly List<PointerNode> _children = [];
    private readonly List<MappedField> _fields = [];

    private PointerNode(string name)
    {
        Name = Encoding.UTF8.GetBytes(name);
        Index = IsIndex(name) ? int.Parse(name, NumberStyles.None, CultureInfo.InvariantCulture) : -1;
    }

    /// <summary>The member's name.</summary>
    public byte[] Name { get; }

    /// <summary>The element's number, when the step is one; else -1.</summary>
    public int Index { get; }

    public PointerNode[] Children { get; private set; } = [];

    public MappedField[] Fields { get; private set; } = [];

    /// <summary>True when the value here fills <c>tracks</c>, which may be an array.</summary>
    public bool IsTracks { get; private set; }

    /// <summary>Builds the tree of a mapping's pointers, which must be valid.</summary>
    public static PointerNode Build(IReadOnlyDictionary<MappedField, string> pointers)
    {
        var root = new PointerNode("");
        foreach (var (field, pointer) in pointers)
        {
            var node = root;
            foreach (var step in Steps(pointer))
            {
                node = node.Child(step);
            }

            node._fields.Add(field);
        }

        root.Freeze();
        return root;
    }

    /// <summary>What is wrong with a pointer; null when nothing is.</summary>
    public static string? Check(string pointer)
    {
        if (!pointer.StartsWith('/'))
        {
            return "must be a JSON pointer, which starts with '/'";
        }

        for (var i = 0; i < pointer.Length; i++)
        {
            if (pointer[i] == '~' && (i + 1 == pointer.Length || pointer[i + 1] is not ('0' or '1')))
            {
                return "'~' in a JSON pointer must be written '~0', and '/' in a name '~1'";
            }
        }

        return pointer.Count(c => c == '/') > MaxDepth ? $"goes deeper than {MaxDepth} steps" : null;
    }

    private static IEnumerable<string> Steps(string pointer) => pointer[1..].Split('/').Select(step =>
        step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal));

    private static bool IsIndex(string name) =>
        name is "0" || (name.Length is > 0 and < 10 && name[0] != '0' && name.All(char.IsAsciiDigit));

    private PointerNode Child(string name)
    {
        var wanted = Encoding.UTF8.GetBytes(name);
        var child = _children.Find(node => node.Name.AsSpan().SequenceEqual(wanted));
        if (child is null)
        {
            child = new PointerNode(name);
            _children.Add(child);
        }

        return child;
    }

    private void Freeze()
    {
        Children = [.. _children];
        Fields = [.. _fields];
        IsTracks = _fields.Contains(MappedField.Tracks);
        foreach (var child in _children)
        {
            child.Freeze();
        }
    }
}
