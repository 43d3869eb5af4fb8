namespace ScrapeGuard.Cli.Policies;

/// <summary>The known word that a mistyped one most likely means.</summary>
internal static class NearestWord
{
    private const int MaxComparedChars = 64;

    /// <summary>
    /// Null when no known word is near: at most a third of its letters, and at least two, may differ.
    /// </summary>
    public static string? Of(string word, IEnumerable<string> known)
    {
        var plain = Plain(word);
        string? nearest = null;
        var best = int.MaxValue;
        foreach (var candidate in known)
        {
            var distance = plain.Length > MaxComparedChars ? int.MaxValue : Distance(plain, Plain(candidate));
            if (distance < best && distance <= Math.Max(2, candidate.Length / 3) && distance < candidate.Length)
            {
                best = distance;
                nearest = candidate;
            }
        }

        return nearest;
    }

    /// <summary>Case, hyphens and underscores are habits of other files rather than mistakes of spelling.</summary>
    private static string Plain(string word) =>
        word.Replace("-", "").Replace("_", "").ToLowerInvariant();

    /// <summary>
    /// Optimal string alignment: insertions, deletions, replacements and swaps of neighbours, each at most once.
    /// </summary>
    private static int Distance(string a, string b)
    {
        var cost = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                cost[i, j] = i == 0 || j == 0
                    ? i + j
                    : Math.Min(
                        Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1,
                        cost[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
                }
            }
        }

        return cost[a.Length, b.Length];
    }
}
