namespace ScrapeGuard.Captures;

/// <summary>How lines of an access log of Apache or nginx become events.</summary>
public sealed record CombinedLogOptions
{
    /// <summary>
    /// Who acts: <c>auto</c> (the authenticated user, or the client's address where there is none), <c>auth-user</c>,
    /// <c>address</c>, or <c>field:N</c>, the Nth quoted field behind the user agent, from 1. With <c>auth-user</c> and
    /// <c>field:N</c> a line that lacks it is malformed.
    /// </summary>
    /// <value>The default is <c>auto</c>.</value>
    public string Account { get; init; } = "auto";

    /// <summary>
    /// Whether the query string belongs to the track when the requested path counts as one. Path rules see it always.
    /// </summary>
    /// <value>The default is false.</value>
    public bool KeepQuery { get; init; }

    /// <summary>
    /// Rules that read operation and tracks from the path. Without any, the path itself is the track that GET and HEAD
    /// with a status below 400 served, and the operation is <c>browse</c>, but for assets of pages
    /// (<see cref="PageAssets"/>): these are <c>other</c>, with no track.
    /// </summary>
    /// <value>The default is none.</value>
    public PathRules Paths { get; init; } = PathRules.None;
}
