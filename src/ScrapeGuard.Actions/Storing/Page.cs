namespace ScrapeGuard.Actions.Storing;

/// <summary>A part of a longer list.</summary>
/// <param name="Items">In the list's order.</param>
/// <param name="HasMore">Whether there are more after them.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, bool HasMore)
{
    /// <summary>A page of what was asked for with one more than its length.</summary>
    public static Page<T> Of(IReadOnlyList<T> found, int max)
    {
        ArgumentNullException.ThrowIfNull(found);
        return found.Count > max ? new([.. found.Take(max)], HasMore: true) : new(found, HasMore: false);
    }
}
