using System.Collections;

namespace ScrapeGuard.Cli.Services;

/// <summary>Settings from environment variables: <c>SCRAPEGUARD__SECTION__KEY</c>, case aside.</summary>
internal static class SettingsEnvironment
{
    private const string Prefix = "SCRAPEGUARD__";

    /// <summary>The variables of this process.</summary>
    public static IReadOnlyDictionary<string, string> OfProcess() =>
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal);

    /// <summary>The settings among variables, by name.</summary>
    public static IEnumerable<SettingEntry> Read(IReadOnlyDictionary<string, string> variables) =>
        from variable in variables
        where variable.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
        orderby variable.Key
        let origin = new SettingOrigin(SettingSource.Environment, variable.Key)
        select new SettingEntry(KeyOf(variable.Key[Prefix.Length..]), variable.Value, origin);

    /// <summary>The variable that sets a key.</summary>
    public static string NameOf(string key) =>
        Prefix + key.Replace(":", "__", StringComparison.Ordinal).Replace('.', '_').Replace('-', '_')
            .ToUpperInvariant();

    /// <summary>
    /// Shells take no dots and hyphens in names: in those of properties, where librdkafka has no underscore, one stands
    /// for a dot, and in those of headers for a hyphen.
    /// </summary>
    private static string KeyOf(string name)
    {
        var key = name.Replace("__", ":", StringComparison.Ordinal);
        foreach (var free in SettingCatalogue.Free)
        {
            if (free.NameIn(key) is { } own)
            {
                return free.Prefix + own.Replace('_', free.Separator) + free.Suffix;
            }
        }

        return key;
    }
}
