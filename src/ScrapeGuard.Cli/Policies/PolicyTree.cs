using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ScrapeGuard.Cli.Policies;

/// <summary>
/// Builds nodes from the events of the YAML parser: no recursion, so that nesting can't overflow the stack, and no
/// aliases, so that a small file can't stand for a large one. One document a file.
/// </summary>
internal sealed class PolicyTree(PolicyErrors errors)
{
    private readonly Stack<Frame> _open = new();
    private PolicyNode? _root;
    private int _nodes;
    private int _documents;

    /// <summary>The root; null when the document is empty. What stands before a syntax error is kept.</summary>
    public PolicyNode? Read(string text)
    {
        var parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
        while (TryMove(parser) && Take(parser.Current!))
        {
        }

        while (_open.TryPop(out var frame))
        {
            Place(frame.Node);
        }

        return _root;
    }

    private bool TryMove(Parser parser)
    {
        try
        {
            return parser.MoveNext();
        }
        catch (YamlException error)
        {
            Report(error.Start, ShownMessage(error));
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException or FormatException
            or OverflowException)
        {
            // On some broken files, as "[a, b\nname: c", the parser fails by these instead of saying where.
            Report(parser.Current?.End ?? Mark.Empty, "it breaks off, or something is not closed, after this");
        }

        return false;
    }

    private void Report(Mark at, string fault) =>
        errors.Add(ToInt(at.Line), ToInt(at.Column), "", "", $"the YAML can't be read: {fault}");

    private static string ShownMessage(YamlException error)
    {
        var line = error.Message.AsSpan();
        var end = line.IndexOfAny('\r', '\n');
        return new string(end < 0 ? line : line[..end]).TrimEnd('.');
    }

    private static int ToInt(long position) => (int)Math.Clamp(position, 0, int.MaxValue);

    /// <summary>False when nothing after this is worth reading.</summary>
    private bool Take(ParsingEvent current)
    {
        var (line, column) = (ToInt(current.Start.Line), ToInt(current.Start.Column));
        switch (current)
        {
            case DocumentStart when ++_documents > 1:
                errors.Add(line, column, "", "", "a second document begins here; a file holds one");
                return false;
            case AnchorAlias alias:
                var name = "*" + ShownText.Of(alias.Value.Value);
                errors.Add(line, column, "", name, $"{name} is an alias; write the value itself");
                return TryOpen(new BrokenNode(line, column));
            case Scalar scalar:
                return TryOpen(
                    Checked(scalar, new ScalarNode(line, column, scalar.Value, scalar.Style == ScalarStyle.Plain)));
            case SequenceStart list:
                return TryOpen(Checked(list, new ListNode(line, column)));
            case MappingStart map:
                return TryOpen(Checked(map, new MapNode(line, column)));
            case SequenceEnd:
                Place(_open.Pop().Node);
                return true;
            case MappingEnd:
                var closed = _open.Pop().Node;
                ((MapNode)closed).IsWhole = true;
                Place(closed);
                return true;
            default:
                return true;
        }
    }

    private PolicyNode Checked(NodeEvent source, PolicyNode node)
    {
        if (!source.Anchor.IsEmpty)
        {
            var anchor = "&" + ShownText.Of(source.Anchor.Value);
            errors.Add(node, "", anchor, $"{anchor} is an anchor; write the value out where it is needed");
        }

        if (!source.Tag.IsEmpty)
        {
            var tag = ShownText.Of(source.Tag.Value);
            errors.Add(node, "", tag, $"{tag} is a tag; tags are not read");
        }

        return node;
    }

    /// <summary>Containers wait for their end event, all else is placed at once.</summary>
    private bool TryOpen(PolicyNode node)
    {
        if (++_nodes > PolicyLimits.MaxNodes)
        {
            errors.Add(node, "", "", $"the file holds over {PolicyLimits.MaxNodes:N0} values; no policy needs as many");
            return false;
        }

        if (node is not (ListNode or MapNode))
        {
            Place(node);
            return true;
        }

        if (_open.Count == PolicyLimits.MaxDepth)
        {
            errors.Add(node, "", "", $"values are nested over {PolicyLimits.MaxDepth} deep");
            return false;
        }

        _open.Push(new Frame(node));
        return true;
    }

    private void Place(PolicyNode node)
    {
        if (!_open.TryPeek(out var parent))
        {
            _root = node;
        }
        else if (parent.Node is ListNode list)
        {
            list.Items.Add(node);
        }
        else if (parent.Key is null)
        {
            parent.Key = node;
        }
        else
        {
            ((MapNode)parent.Node).Entries.Add((parent.Key, node));
            parent.Key = null;
        }
    }

    private sealed class Frame(PolicyNode node)
    {
        public PolicyNode Node { get; } = node;

        /// <summary>The key that waits for its value, in a mapping.</summary>
        public PolicyNode? Key { get; set; }
    }
}
