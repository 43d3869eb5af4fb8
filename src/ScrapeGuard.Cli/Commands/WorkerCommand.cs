using System.CommandLine;
using ScrapeGuard.Cli.Services;

namespace ScrapeGuard.Cli.Commands;

/// <summary>
/// <c>worker</c>: access events of Kafka through the engine, decisions back to Kafka, until it is stopped.
/// </summary>
internal static class WorkerCommand
{
    private const string Name = "worker";

    /// <param name="context">The world.</param>
    /// <param name="runner">Does the work.</param>
    public static Command Create(CommandContext context, IWorkerRunner runner)
    {
        var command = new Command(Name,
            "Judges the access events of a Kafka topic as they come, until it is stopped (Ctrl-C, SIGTERM). Each "
            + "option overrides a setting of appsettings.json and of the environment (SCRAPEGUARD__SECTION__KEY).");
        var arguments = ServiceArguments.OfWorker();
        foreach (var option in arguments.Options)
        {
            command.Add(option);
        }

        command.SetAction((parsed, stop) => ServiceRun.RunAsync(
            Name, arguments, parsed, context, (layers, errors) => Prepare(layers, runner, errors), stop));
        return command;
    }

    private static ServiceRun.Work Prepare(SettingsLayers layers, IWorkerRunner runner, List<string> errors)
    {
        var settings = SettingsBinder.Bind(layers, errors).Worker;
        ServiceRun.RequireServers(layers, errors);
        var policy = JudgingArguments.ReadPolicy(
            settings.Shared.PolicyPath, layers.NameOf(SettingCatalogue.PolicyPath), errors);
        var model = JudgingArguments.ReadModel(
            settings.ModelPath, layers.NameOf(SettingCatalogue.ModelPath), policy, settings.Shared.PolicyPath, errors);
        return (logs, stop) => runner.RunAsync(settings, policy, model, logs, stop);
    }
}
