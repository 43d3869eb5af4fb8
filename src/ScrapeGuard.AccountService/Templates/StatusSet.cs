using System.Collections.Immutable;
using System.Globalization;

namespace ScrapeGuard.AccountService.Templates;

/// <summary>
/// Statuses of HTTP: <code>set = [ item *( "," item ) ] ; item = status [ "-" status ]</code> each 200 to 599.
/// </summary>
internal sealed class StatusSet
{
    private const int Lowest = 200;
    private const int Highest = 599;

    private readonly ImmutableArray<(int First, int Last)> _ranges;

    private StatusSet(ImmutableArray<(int First, int Last)> ranges) => _ranges = ranges;

    public bool IsEmpty => _ranges.IsEmpty;

    /// <summary>Null when the text is no set.</summary>
    public static StatusSet? Parse(string text)
    {
        var ranges = ImmutableArray.CreateBuilder<(int First, int Last)>();
        foreach (var item in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var dash = item.IndexOf('-', StringComparison.Ordinal);
            var first = dash < 0 ? item : item[..dash];
            var last = dash < 0 ? item : item[(dash + 1)..];
            if (StatusOf(first) is not { } from || StatusOf(last) is not { } to || from > to)
            {
                return null;
            }

            ranges.Add((from, to));
        }

        return new StatusSet(ranges.ToImmutable());
    }

    public bool Contains(int status)
    {
        foreach (var (first, last) in _ranges)
        {
            if (status >= first && status <= last)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A status that is in both; null when there is none.</summary>
    public int? Shared(StatusSet other)
    {
        for (var status = Lowest; status <= Highest; status++)
        {
            if (Contains(status) && other.Contains(status))
            {
                return status;
            }
        }

        return null;
    }

    private static int? StatusOf(string text) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var status)
            && status is >= Lowest and <= Highest
                ? status
                : null;
}
