namespace ScrapeGuard.AccountService.Secrets;

/// <summary>What may stand in a header.</summary>
internal static class SecretText
{
    private const int MaxChars = 8_192;

    /// <summary>True for visible ASCII and spaces: no line can end in it, no byte be misread.</summary>
    public static bool IsHeaderText(string text) => !text.AsSpan().ContainsAnyExceptInRange(' ', '~');

    /// <summary>True for what a header can carry as a secret.</summary>
    public static bool IsSecret(string text) => text.Length is > 0 and <= MaxChars && IsHeaderText(text);
}
