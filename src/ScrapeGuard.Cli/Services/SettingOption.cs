using System.CommandLine;
using System.Globalization;

namespace ScrapeGuard.Cli.Services;

/// <summary>An option that stands for a setting, which it overrides.</summary>
/// <param name="Key">The setting.</param>
/// <param name="Option">The option.</param>
/// <param name="Read">The value as a text; null: it is not given.</param>
internal sealed record SettingOption(string Key, Option Option, Func<ParseResult, string?> Read)
{
    /// <summary>An option with a text.</summary>
    public static SettingOption Text(string key, string name, string value, string description)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = value };
        return new SettingOption(key, option, parsed => parsed.GetValue(option));
    }

    /// <summary>An option with a whole number.</summary>
    public static SettingOption Number(string key, string name, string value, string description)
    {
        var option = new Option<int?>(name) { Description = description, HelpName = value };
        return new SettingOption(
            key, option, parsed => parsed.GetValue(option)?.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary><c>--bootstrap-servers</c></summary>
    public static SettingOption Servers() => Text(SettingCatalogue.BootstrapServers, "--bootstrap-servers", "SERVERS",
        "Kafka brokers: host:port, several with commas between.");

    /// <summary><c>--policy</c></summary>
    public static SettingOption Policy() => Text(SettingCatalogue.PolicyPath, "--policy", "FILE",
        "Policy file (YAML); without it the default policy.");

    /// <summary><c>--urls</c></summary>
    public static SettingOption Urls() => Text(SettingCatalogue.Urls, "--urls", "URLS",
        "Where health and metrics are served: http://host:port, several with semicolons between.");
}
