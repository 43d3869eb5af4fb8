using ScrapeGuard.Cli.Policies;

namespace ScrapeGuard.Cli.Services;

/// <summary>What is said of a key that is no setting.</summary>
internal static class UnknownSetting
{
    private static readonly string[] SecretWords =
    [
        "pass", "secret", "token", "credential", "key", "jaas", "auth", "sasl", "ssl", "cert", "user", "connection",
        "header",
    ];

    /// <summary>
    /// One line, with the known key that is most likely meant. The value is shown when that key's may be, and no word
    /// of the written key speaks of a secret: a mistyped password is a password.
    /// </summary>
    public static string Tell(SettingEntry entry)
    {
        var origin = entry.Origin;
        string[] keys = [.. SettingCatalogue.KeysOf(entry.Key).Select(key => key[(entry.Key.Length + 1)..])];
        if (keys.Length > 0)
        {
            return origin.Tell(entry.Key, value: null, $"is a section; its keys are {string.Join(", ", keys)}");
        }

        var nearest = NearestOf(entry.Key);
        var mayShow = nearest is not null && !SettingCatalogue.IsSecret(nearest)
            && !SecretWords.Any(word => entry.Key.Contains(word, StringComparison.OrdinalIgnoreCase));
        var value = mayShow ? entry.Text : null;
        var mistake = "is no setting" + (nearest is null ? "" : $"; did you mean {SpelledAs(origin, nearest)}?");
        return origin.Source == SettingSource.Environment
            ? $"{origin.Place}{(value is null ? "" : $" '{value}'")}: {mistake}"
            : origin.Tell(entry.Key, value, mistake);
    }

    private static string? NearestOf(string key)
    {
        var parts = key.Split(':');
        if (parts.Length >= 3 && NearestWord.Of(parts[0], ["Kafka"]) is not null
            && NearestWord.Of(parts[1], ["Properties", "Topics"]) == "Properties")
        {
            return SettingCatalogue.Properties + string.Join('.', parts[2..]).ToLowerInvariant();
        }

        return NearestWord.Of(key, SettingCatalogue.Keys);
    }

    private static string SpelledAs(SettingOrigin origin, string key) =>
        origin.Source == SettingSource.Environment ? SettingsEnvironment.NameOf(key) : key;
}
