using System.Buffers;
using ScrapeGuard.AccountService.Secrets;
using ScrapeGuard.AccountService.Templates;

namespace ScrapeGuard.AccountService.Options;

/// <summary>Which headers may be set by templates.</summary>
internal static class HeaderRules
{
    // RFC 9110, 5.6.2: token.
    private static readonly SearchValues<char> Token = SearchValues.Create(
        "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private static readonly HashSet<string> OfTransport = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Content-Length", "Expect", "Host", "Keep-Alive", "TE", "Trailer", "Transfer-Encoding", "Upgrade",
    };

    private static readonly string[] OfSecrets =
        ["authorization", "cookie", "password", "secret", "token", "api-key", "apikey"];

    public static void Check(string key, IReadOnlyDictionary<string, string> headers, List<string> mistakes)
    {
        foreach (var (name, value) in headers)
        {
            if (MistakeOfName(name) is { } mistake)
            {
                mistakes.Add($"{key}:{name} '{name}': {mistake}");
            }

            if (OfSecrets.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase)))
            {
                mistakes.Add($"{key}:{name} '(not shown)': looks like a secret; "
                    + $"give its file or variable as {AccountServiceOptionsValidator.Section}:SecretHeaders:{name}");
            }
            else if (TextTemplate.Parse(value, out var wrong) is null)
            {
                mistakes.Add($"{key}:{name} '{value}': {wrong}");
            }
            else if (!SecretText.IsHeaderText(value))
            {
                mistakes.Add($"{key}:{name} '{value}': must be visible ASCII and spaces");
            }
        }
    }

    /// <summary>What is wrong with a header's name; null when nothing is.</summary>
    public static string? MistakeOfName(string name) =>
        name.Length == 0 || name.AsSpan().ContainsAnyExcept(Token) ? "is no name of a header"
        : OfTransport.Contains(name) ? "is set by the transport"
        : null;
}
