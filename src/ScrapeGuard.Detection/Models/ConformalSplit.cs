using ScrapeGuard.Detection.Numerics;

namespace ScrapeGuard.Detection.Models;

/// <summary>
/// People's rows in two: those that a model is fitted to, and those of other people that calibrate it (split conformal:
/// Papadopoulos 2002). Scores of rows that a model was fitted to are too low, and thresholds from them would suspend
/// more people than promised.
/// </summary>
/// <param name="Fitted">Rows to fit to, [row, column] laid end to end.</param>
/// <param name="Calibration">Rows to calibrate on.</param>
public sealed record ConformalSplit(float[] Fitted, float[] Calibration)
{
    /// <summary>Splits by people: all rows of a group go one way.</summary>
    /// <param name="rows">People's features, [row, column] laid end to end.</param>
    /// <param name="columns">Values in a row.</param>
    /// <param name="share">Share of the groups that calibrate.</param>
    /// <param name="seed">Draws them.</param>
    /// <param name="groups">Whose each row is; empty: each row is a person's only one.</param>
    /// <param name="calibrating">Groups that calibrate whatever is drawn.</param>
    public static ConformalSplit Of(
        ReadOnlySpan<float> rows,
        int columns,
        double share,
        ulong seed,
        ReadOnlySpan<int> groups,
        IReadOnlySet<int>? calibrating)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        var count = rows.Length / columns;
        if (rows.Length % columns != 0 || (!groups.IsEmpty && groups.Length != count))
            throw new ArgumentException(
                $"{rows.Length} values, {columns} columns, {groups.Length} groups", nameof(rows));
        var heldOut = HoldOut(groups, count, share, seed, calibrating);
        return new ConformalSplit(
            Select(rows, columns, heldOut, wanted: false), Select(rows, columns, heldOut, wanted: true));
    }

    /// <summary>Marks the rows of a random share of the groups, by the order of one draw a group.</summary>
    private static bool[] HoldOut(
        ReadOnlySpan<int> groups, int count, double share, ulong seed, IReadOnlySet<int>? calibrating)
    {
        var people = new SortedSet<int>();
        for (var row = 0; row < count; row++)
            people.Add(groups.IsEmpty ? row : groups[row]);
        var random = new SplitMix64(new SplitMix64(~seed).Next());
        var order = new int[people.Count];
        people.CopyTo(order);
        var wanted = (int)Math.Ceiling(order.Length * share);
        var chosen = new HashSet<int>();
        for (var i = 0; i < wanted; i++)
        {
            var pick = i + random.NextInt(order.Length - i);
            (order[i], order[pick]) = (order[pick], order[i]);
            chosen.Add(order[i]);
        }
        chosen.UnionWith(calibrating ?? new HashSet<int>());
        var heldOut = new bool[count];
        for (var row = 0; row < count; row++)
            heldOut[row] = chosen.Contains(groups.IsEmpty ? row : groups[row]);
        return heldOut;
    }

    private static float[] Select(ReadOnlySpan<float> rows, int columns, bool[] heldOut, bool wanted)
    {
        var selected = new List<float>();
        for (var row = 0; row < heldOut.Length; row++)
        {
            if (heldOut[row] == wanted)
                selected.AddRange(rows.Slice(row * columns, columns));
        }
        return [.. selected];
    }
}
