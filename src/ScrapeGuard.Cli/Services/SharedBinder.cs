using System.Collections.Immutable;
using ScrapeGuard.Kafka.Options;

namespace ScrapeGuard.Cli.Services;

/// <summary>Makes the settings that all services have.</summary>
internal static class SharedBinder
{
    /// <summary>Binds; ranges are for the options to check.</summary>
    public static SharedSettings Bind(SettingValues values, SettingsLayers layers) => new()
    {
        Kafka = KafkaOf(values, layers),
        State = StateOf(values),
        PolicyPath = values.Text(SettingCatalogue.PolicyPath),
        Urls = UrlsOf(values),
        OtlpEndpoint = values.Address(SettingCatalogue.OtlpEndpoint),
    };

    private static KafkaOptions KafkaOf(SettingValues values, SettingsLayers layers)
    {
        var defaults = new KafkaOptions();
        return defaults with
        {
            BootstrapServers = values.Text(SettingCatalogue.BootstrapServers) ?? defaults.BootstrapServers,
            GroupId = values.Text(SettingCatalogue.GroupId) ?? defaults.GroupId,
            Topics = TopicsOf(values),
            Properties = layers.Properties.ToImmutableSortedDictionary(
                property => property.Name, property => property.Value, StringComparer.Ordinal),
        };
    }

    private static TopicNames TopicsOf(SettingValues values)
    {
        var defaults = new TopicNames();
        return new TopicNames
        {
            AccessEvents = NameOf(nameof(TopicNames.AccessEvents)) ?? defaults.AccessEvents,
            Decisions = NameOf(nameof(TopicNames.Decisions)) ?? defaults.Decisions,
            SafeguardEvents = NameOf(nameof(TopicNames.SafeguardEvents)) ?? defaults.SafeguardEvents,
            DeadLetter = NameOf(nameof(TopicNames.DeadLetter)) ?? defaults.DeadLetter,
            Commands = NameOf(nameof(TopicNames.Commands)) ?? defaults.Commands,
            State = NameOf(nameof(TopicNames.State)) ?? defaults.State,
            Profiles = NameOf(nameof(TopicNames.Profiles)) ?? defaults.Profiles,
        };

        string? NameOf(string topic) => values.Text($"Kafka:Topics:{topic}");
    }

    private static StateOptions StateOf(SettingValues values)
    {
        var defaults = new StateOptions();
        var directory = values.Text(SettingCatalogue.StateDirectory);
        if (File.Exists(directory))
        {
            directory = values.Reject<string>(SettingCatalogue.StateDirectory, "is a file, not a folder");
        }

        return new StateOptions
        {
            Directory = directory,
            MemoryLimitBytes = values.Long(SettingCatalogue.MemoryLimitBytes),
            CheckpointSeconds = values.Int(SettingCatalogue.CheckpointSeconds) ?? defaults.CheckpointSeconds,
        };
    }

    private static ImmutableArray<string> UrlsOf(SettingValues values)
    {
        if (values.Text(SettingCatalogue.Urls) is not { } text)
        {
            return [];
        }

        if (ListenUrls.Parse(text) is { } urls)
        {
            return urls;
        }

        values.Reject<string>(SettingCatalogue.Urls, ListenUrls.Allowed,
            isSecret: text.Contains('@', StringComparison.Ordinal));
        return [];
    }
}
