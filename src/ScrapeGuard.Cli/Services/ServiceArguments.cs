using System.CommandLine;

namespace ScrapeGuard.Cli.Services;

/// <summary>The options of a service: its own, each of which stands for a setting, and those that all have.</summary>
internal sealed class ServiceArguments(params SettingOption[] own)
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

    /// <summary>The options of <c>worker</c>.</summary>
    public static ServiceArguments OfWorker() => new(
        SettingOption.Servers(),
        SettingOption.Text(SettingCatalogue.GroupId, "--group", "NAME",
            "Consumer group; workers of one group share the work [default: scrapeguard-worker]."),
        SettingOption.Text(SettingCatalogue.AccessEvents, "--topic", "NAME",
            "Topic of the access events [default: scrapeguard.access-events]."),
        SettingOption.Text(SettingCatalogue.StateDirectory, "--state", "FOLDER",
            "Folder for state that memory does not hold; may be lost at any time."),
        SettingOption.Policy(),
        SettingOption.Text(SettingCatalogue.ModelPath, "--model", "FILE",
            "Model file; without it the model that ships with the program."),
        SettingOption.Urls(),
        SettingOption.Number(SettingCatalogue.Threads, "--threads", "N",
            "Threads that judge; without it one for each processor but one."));

    /// <summary>The options of <c>actioner</c>.</summary>
    public static ServiceArguments OfActioner() => new(
        SettingOption.Servers(),
        SettingOption.Text(SettingCatalogue.GroupId, "--group", "NAME",
            "Consumer group; actioners of one group share the work [default: scrapeguard-actioner]."),
        SettingOption.Text(AccountServiceKeys.BaseUrl, "--account-service", "URL",
            "The account service that is called: http://host:port."),
        SettingOption.Text(SettingCatalogue.StateDirectory, "--state", "FOLDER",
            "Folder of the journal, where there is no database (Database:ConnectionString); must not be lost."),
        SettingOption.Policy(),
        SettingOption.Text(ActionerKeys.StopFile, "--stop-file", "FILE",
            "Kill switch: nothing is done to anyone while this file is there."),
        SettingOption.Urls());

    /// <summary>The options of <c>console</c>.</summary>
    public static ServiceArguments OfConsole() => new(
        SettingOption.Servers(),
        SettingOption.Policy(),
        SettingOption.Text(SettingCatalogue.ModelPath, "--model", "FILE",
            "Model file; without it the model that ships with the program."),
        SettingOption.Text(SettingCatalogue.Urls, "--urls", "URLS",
            "Where it is to be seen: http://host:port, several with semicolons between "
            + $"[default: {ConsoleSettings.DefaultUrl}]."));

    /// <summary>All options, in the order of the help.</summary>
    public IEnumerable<Option> Options => [.. SettingOptions, _logFormat];

    /// <summary>The same without that of the log: for commands that only use what services do.</summary>
    public IEnumerable<Option> SettingOptions =>
        [.. own.Select(setting => setting.Option), _properties, _settings];

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
        foreach (var setting in own)
        {
            Add(setting.Key, setting.Read(parsed), setting.Option.Name);
        }

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
}
