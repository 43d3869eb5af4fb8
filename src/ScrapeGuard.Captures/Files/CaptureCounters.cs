using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Captures;

/// <summary>What became of the lines of a run over captures. Any thread may add to it and read it.</summary>
public sealed class CaptureCounters
{
    private readonly Lock _lock = new();
    private readonly long[] _malformed = new long[DecodeErrorText.Count];
    private readonly List<(int Order, MalformedLine Line)> _examples = new(LineBlock.MaxExamples + 1);
    private long _lines;

    /// <summary>Lines read, blank, malformed and oversized ones among them, but no header row.</summary>
    public long Lines
    {
        get
        {
            lock (_lock)
            {
                return _lines;
            }
        }
    }

    /// <summary>Lines that were no event, over all reasons.</summary>
    public long Malformed
    {
        get
        {
            lock (_lock)
            {
                return _malformed.Sum();
            }
        }
    }

    /// <summary>Lines over 64 KiB, which are malformed too.</summary>
    public long Oversized => MalformedFor(DecodeError.LineTooLong);

    /// <summary>
    /// The first malformed lines, by capture and number: at most <see cref="LineBlock.MaxExamples"/>.
    /// </summary>
    public IReadOnlyList<MalformedLine> Examples
    {
        get
        {
            lock (_lock)
            {
                return [.. _examples.Select(example => example.Line)];
            }
        }
    }

    /// <summary>Lines that were no event, for one reason.</summary>
    public long MalformedFor(DecodeError reason)
    {
        lock (_lock)
        {
            return _malformed[(int)reason];
        }
    }

    /// <summary>Adds what became of a block's lines, after it has been decoded.</summary>
    /// <param name="block">The block.</param>
    /// <param name="order">The capture's place on the command line.</param>
    /// <param name="name">The capture's name.</param>
    internal void Add(LineBlock block, int order, string name)
    {
        lock (_lock)
        {
            _lines += block.LineCount + block.OversizedCount;
            for (var reason = 0; reason < _malformed.Length; reason++)
            {
                _malformed[reason] += block.MalformedFor((DecodeError)reason);
            }

            foreach (var example in block.Examples)
            {
                Keep(order, new MalformedLine(name, example.Line, example.Reason));
            }
        }
    }

    /// <summary>
    /// Keeps an example when it is among the first: blocks may be added in any order, the result is the same.
    /// </summary>
    private void Keep(int order, MalformedLine line)
    {
        var at = _examples.FindLastIndex(kept => (kept.Order, kept.Line.Line).CompareTo((order, line.Line)) < 0) + 1;
        if (at >= LineBlock.MaxExamples)
        {
            return;
        }

        _examples.Insert(at, (order, line));
        if (_examples.Count > LineBlock.MaxExamples)
        {
            _examples.RemoveAt(LineBlock.MaxExamples);
        }
    }
}
