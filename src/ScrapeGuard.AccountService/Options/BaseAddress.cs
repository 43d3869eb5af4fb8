namespace ScrapeGuard.AccountService.Options;

/// <summary>Addresses of services.</summary>
internal static class BaseAddress
{
    private const string Allowed = "must be http://host[:port][/path] or https://...";

    /// <summary>
    /// What is wrong, value and reason; null when nothing is. An address with a name and a password in it is not shown.
    /// </summary>
    public static string? Mistake(string text)
    {
        if (text.Contains('@', StringComparison.Ordinal))
        {
            return $"'(not shown)': {Allowed}, without a password";
        }

        return Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            && uri.Host.Length > 0 && uri.Query.Length == 0 && uri.Fragment.Length == 0
            && IsSentAsItStands(text.TrimEnd('/') + "/", new Uri(text.TrimEnd('/') + "/"))
                ? null
                : $"'{text}': {Allowed}";
    }

    /// <summary>
    /// False when what is sent is another path than what was written: <c>..</c> is a step up, a space would be escaped.
    /// </summary>
    public static bool IsSentAsItStands(string text, Uri uri)
    {
        var authority = text.IndexOf("://", StringComparison.Ordinal) + 3;
        var path = text.IndexOf('/', authority);
        return path > 0 && uri.PathAndQuery.AsSpan().SequenceEqual(text.AsSpan(path)) && uri.Fragment.Length == 0;
    }
}
