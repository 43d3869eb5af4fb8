using System.CommandLine;
using System.Globalization;

namespace ScrapeGuard.Cli.Services;

/// <summary>The options of <c>worker</c>: each stands for a setting, which it overrides.</summary>
internal sealed class WorkerArguments
{
    private readonly Option<string?> _settings = new(SettingsReader.FileOption)
    {
        Description = "Settings (JSON); without it appsettings.json, if there is one.",
        HelpName = "FILE",
    };

    private readonly Option<string[]> _properties = new(KafkaProperties.Option)
    {
        Description = "Property of librdkafka, as in security.protocol=SSL; may be given again.",
        HelpName = "NAME=VALUE",
    };

    private readonly Option<string?> _logFormat = new("--log-format")
    {
        Description = "plain or json; one line an entry, on standard error.",
        HelpName = "FORMAT",
        DefaultValueFactory = _ => "plain",
    };

    private readonly (string Key, Option<string?> Option)[] _texts =
    [
        Of(SettingCatalogue.BootstrapServers, "--bootstrap-servers", "SERVERS",
            "Kafka brokers: host:port, several with commas between."),
        Of(SettingCatalogue.GroupId, "--group", "NAME",
            "Consumer group; workers of one group share the work [default: scrapeguard-worker]."),
        Of("Kafka:Topics:AccessEvents", "--topic", "NAME",
            "Topic of the access events [default: scrapeguard.access-events]."),
        Of(SettingCatalogue.StateDirectory, "--state", "FOLDER",
            "Folder for state that memory does not hold; may be lost at any time."),
        Of(SettingCatalogue.PolicyPath, "--policy", "FILE", "Policy file (YAML); without it the default policy."),
        Of(SettingCatalogue.ModelPath, "--model", "FILE",
            "Model file; without it the model that ships with the program."),
        Of(SettingCatalogue.Urls, "--urls", "URLS",
            "Where health and metrics are served: http://host:port, several with semicolons between."),
    ];

    private readonly Option<int?> _threads = new("--threads")
    {
        Description = "Threads that judge; without it one for each processor but one.",
        HelpName = "N",
    };

    /// <summary>All options, in the order of the help.</summary>
    public IEnumerable<Option> Options =>
        [.. _texts.Select(text => text.Option), _threads, _properties, _settings, _logFormat];

    /// <summary>How logs are to be written.</summary>
    public LogFormat ReadLogFormat(ParseResult parsed, List<string> errors)
    {
        var text = parsed.GetValue(_logFormat)!;
        if (text is not ("plain" or "json"))
        {
            errors.Add($"{_logFormat.Name} '{text}': must be plain or json");
        }

        return text == "json" ? LogFormat.Json : LogFormat.Plain;
    }

    /// <summary>The settings file that is named; null: none is.</summary>
    public string? FileOf(ParseResult parsed) => parsed.GetValue(_settings);

    /// <summary>What the options set.</summary>
    public IReadOnlyList<SettingEntry> Read(ParseResult parsed, List<string> errors)
    {
        var entries = new List<SettingEntry>();
        foreach (var (key, option) in _texts)
        {
            Add(key, parsed.GetValue(option), option.Name);
        }

        Add(SettingCatalogue.Threads, parsed.GetValue(_threads)?.ToString(CultureInfo.InvariantCulture), _threads.Name);
        foreach (var (name, value) in KafkaProperties.Read(parsed.GetValue(_properties) ?? [], errors))
        {
            Add(SettingCatalogue.Properties + name, value, $"{_properties.Name} {name}");
        }

        return entries;

        void Add(string key, string? value, string option)
        {
            if (value is not null)
            {
                entries.Add(new SettingEntry(key, value, new SettingOrigin(SettingSource.Option, option)));
            }
        }
    }

    private static (string Key, Option<string?> Option) Of(
        string key, string option, string value, string description) =>
        (key, new Option<string?>(option) { Description = description, HelpName = value });
}
