using System.Collections.Immutable;
using ScrapeGuard.Kafka.Options;

namespace ScrapeGuard.Cli.Services;

/// <summary>Makes the settings of services out of what was given, and names all that is wrong with it.</summary>
internal static class SettingsBinder
{
    /// <summary>Binds and checks; what is wrong in the result stands in the errors.</summary>
    /// <param name="layers">What was given.</param>
    /// <param name="errors">Receives the mistakes.</param>
    public static WorkerSettings Bind(SettingsLayers layers, List<string> errors)
    {
        var values = new SettingValues(layers, errors);
        var options = WorkerOf(values) with { Kafka = KafkaOf(values, layers), State = StateOf(values) };
        errors.AddRange(options.Validate().Where(mistake => !IsMissing(mistake, layers)).Select(layers.Place));

        // Of the services to come: known, and checked as far as a text can be.
        values.Text(SettingCatalogue.ConnectionString);
        values.Address(SettingCatalogue.AccountServiceUrl);
        return new WorkerSettings
        {
            Options = options,
            PolicyPath = values.Text(SettingCatalogue.PolicyPath),
            ModelPath = values.Text(SettingCatalogue.ModelPath),
            Urls = UrlsOf(values),
            OtlpEndpoint = values.Address(SettingCatalogue.OtlpEndpoint),
        };
    }

    /// <summary>
    /// What nobody gave is no mistake of a file that others add to; whoever runs a service asks for it.
    /// </summary>
    private static bool IsMissing(string mistake, SettingsLayers layers) =>
        mistake.StartsWith(SettingCatalogue.BootstrapServers, StringComparison.Ordinal)
        && string.IsNullOrWhiteSpace(layers[SettingCatalogue.BootstrapServers]);

    private static WorkerOptions WorkerOf(SettingValues values)
    {
        var defaults = new WorkerOptions();
        return defaults with
        {
            Delivery = values.Word<DeliveryGuarantee>(SettingCatalogue.Delivery) ?? defaults.Delivery,
            CommitMilliseconds = values.Int(SettingCatalogue.CommitMilliseconds) ?? defaults.CommitMilliseconds,
            IdlePartitionSeconds = values.Int(SettingCatalogue.IdlePartitionSeconds) ?? defaults.IdlePartitionSeconds,
            Threads = values.Int(SettingCatalogue.Threads) ?? defaults.Threads,
        };
    }

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
