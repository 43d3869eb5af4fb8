namespace ScrapeGuard.Cli.Services;

/// <summary>Settings with a name of the user's own in their keys: <c>Kafka:Properties:linger.ms</c>.</summary>
/// <param name="Prefix">What stands before the name, a colon at its end.</param>
/// <param name="Suffix">What stands behind it, a colon at its start; empty: nothing.</param>
/// <param name="IsSecret">Whether its values must never be shown.</param>
/// <param name="Separator">
/// What an underscore in the name stands for in environment variables, whose names have few other signs.
/// </param>
internal sealed record FreeSetting(string Prefix, string Suffix, bool IsSecret, char Separator)
{
    /// <summary>How it is shown: with NAME for the name.</summary>
    public string Shown => Prefix + "NAME" + Suffix;

    /// <summary>The key as it is spelled, the name in small letters, which is how it is told apart; null: it is none.
    /// </summary>
    public string? Find(string key) => NameIn(key) is { } name ? Prefix + name.ToLowerInvariant() + Suffix : null;

    /// <summary>The name in a key; null when the key is another.</summary>
    public string? NameIn(string key)
    {
        var length = key.Length - Prefix.Length - Suffix.Length;
        return length > 0 && key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
            && key.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase)
            && !key.AsSpan(Prefix.Length, length).Contains(':')
                ? key.Substring(Prefix.Length, length)
                : null;
    }
}
