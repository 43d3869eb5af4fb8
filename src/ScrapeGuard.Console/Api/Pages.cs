namespace ScrapeGuard.Console.Api;

/// <summary>Cuts pages out of lists.</summary>
internal static class Pages
{
    /// <summary>The next items by falling key, then by name.</summary>
    public static (List<T> Items, string? Next) Cut<T>(
        IEnumerable<T> all, Func<T, double> key, Func<T, string> name, PageCursor? after, int limit)
    {
        var rest = all.Select(item => (Item: item, Key: key(item), Name: name(item)));
        if (after is not null)
        {
            rest = rest.Where(item => item.Key < after.Key
                || (item.Key == after.Key && string.CompareOrdinal(item.Name, after.Name) > 0));
        }

        // One more than asked for says whether there is a next page; Take keeps the sort from being a whole one.
        var found = rest.OrderByDescending(item => item.Key).ThenBy(item => item.Name, StringComparer.Ordinal)
            .Take(limit + 1).ToList();
        var next = found.Count > limit ? new PageCursor(found[limit - 1].Key, found[limit - 1].Name).ToString() : null;
        return ([.. found.Take(limit).Select(item => item.Item)], next);
    }
}
