namespace ScrapeGuard.Cli.Services;

/// <summary>The three places that settings come from; a later one wins.</summary>
internal enum SettingSource
{
    File,
    Environment,
    Option,
}

/// <summary>Where a setting was given, and how a mistake in it is told.</summary>
/// <param name="Source">Kind of place.</param>
/// <param name="Place"><c>appsettings.json:3:5</c>, the variable's name, or the option's.</param>
internal sealed record SettingOrigin(SettingSource Source, string Place)
{
    private const int MaxShownChars = 100;

    /// <summary>
    /// One line: <c>appsettings.json:3:5: Kafka:GroupId 'x': ...</c>, or <c>--group 'x': ...</c>, as for all options.
    /// </summary>
    /// <param name="key">The setting.</param>
    /// <param name="value">What stands there; null: it may be secret, and is not shown.</param>
    /// <param name="mistake">What is wrong, and what is allowed.</param>
    public string Tell(string key, string? value, string mistake) =>
        Rename(key, value is null ? $"{key}: {mistake}" : $"{key} '{Shorten(value)}': {mistake}");

    /// <summary>The same for a line that starts with the key already.</summary>
    public string Rename(string key, string line) =>
        Source == SettingSource.Option ? Place + line[key.Length..] : $"{Place}: {line}";

    private static string Shorten(string value) =>
        value.Length <= MaxShownChars ? value : value[..MaxShownChars] + "...";
}
