using ScrapeGuard.Kafka.Options;

namespace ScrapeGuard.Cli.Services;

/// <summary>
/// Makes the settings of services out of what was given, and names all that is wrong with it. All of them whichever
/// service asks: a file that services share is wrong or it is not.
/// </summary>
internal static class SettingsBinder
{
    /// <summary>Binds and checks; what is wrong in the result stands in the errors.</summary>
    /// <param name="layers">What was given.</param>
    /// <param name="errors">Receives the mistakes.</param>
    public static ServiceSettings Bind(SettingsLayers layers, List<string> errors)
    {
        var values = new SettingValues(layers, errors);
        var shared = SharedBinder.Bind(values, layers);
        var options = WorkerOf(values) with { Kafka = shared.Kafka, State = shared.State };
        errors.AddRange(options.Validate().Where(mistake => !IsMissing(mistake, layers)).Select(layers.Place));

        var worker = new WorkerSettings(shared, options, values.Text(SettingCatalogue.ModelPath));
        var actioner = new ActionerBinder(values, layers, errors).Bind(shared);
        var console = new ConsoleBinder(values, layers, errors).Bind(shared, actioner.Database);
        return new ServiceSettings(worker, actioner, console);
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
}
