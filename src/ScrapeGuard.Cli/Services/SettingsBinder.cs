using ScrapeGuard.Kafka.Options;

namespace ScrapeGuard.Cli.Services;

/// <summary>
/// Makes the settings of services out of what was given, and names all that is wrong with it. All of them whichever
/// service asks: a file that services share is wrong or it is not.
/// </summary>
internal static class SettingsBinder
{
    private static readonly string[] Required = [SettingCatalogue.BootstrapServers, AccountServiceKeys.BaseUrl];

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
        return new ServiceSettings(worker, ActionerOf(values, layers, shared, errors));
    }

    /// <summary>
    /// What nobody gave is no mistake of a file that others add to; whoever runs a service asks for it. What is wrong in
    /// another way has been told already.
    /// </summary>
    private static bool IsMissing(string mistake, SettingsLayers layers) =>
        Required.Any(key => mistake.StartsWith(key + " ", StringComparison.Ordinal)
            && string.IsNullOrWhiteSpace(layers[key]));

    private static ActionerSettings ActionerOf(
        SettingValues values, SettingsLayers layers, SharedSettings shared, List<string> errors)
    {
        var accounts = new AccountServiceBinder(values, layers).Bind();
        errors.AddRange(accounts.Validate()
            .Where(mistake => !IsMissing(mistake, layers) && (accounts.BaseUrl.Length > 0 || !IsOfAddress(mistake)))
            .Select(layers.Place));
        var kafka = shared.Kafka;
        return new ActionerSettings
        {
            Shared = shared with
            {
                Kafka = kafka with { GroupId = layers[SettingCatalogue.GroupId] ?? ActionerSettings.DefaultGroup },
            },
            Accounts = accounts,
            ConnectionString = values.Text(SettingCatalogue.ConnectionString),
        };
    }

    private static bool IsOfAddress(string mistake) =>
        mistake.StartsWith(AccountServiceKeys.BaseUrl + " ", StringComparison.Ordinal);

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
