using System.CommandLine;
using Microsoft.Extensions.Logging;
using ScrapeGuard.Cli.Services;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Detection.Models;
using ScrapeGuard.Kafka.Native;

namespace ScrapeGuard.Cli.Commands;

/// <summary>
/// <c>worker</c>: access events of Kafka through the engine, decisions back to Kafka, until it is stopped.
/// </summary>
internal static partial class WorkerCommand
{
    private const string Name = "worker";

    /// <param name="context">The world.</param>
    /// <param name="runner">Does the work.</param>
    public static Command Create(CommandContext context, IWorkerRunner runner)
    {
        var command = new Command(Name,
            "Judges the access events of a Kafka topic as they come, until it is stopped (Ctrl-C, SIGTERM). Each "
            + "option overrides a setting of appsettings.json and of the environment (SCRAPEGUARD__SECTION__KEY).");
        var arguments = new WorkerArguments();
        foreach (var option in arguments.Options)
        {
            command.Add(option);
        }

        command.SetAction((parsed, stop) => RunAsync(arguments, parsed, context, runner, stop));
        return command;
    }

    private static async Task<int> RunAsync(
        WorkerArguments arguments, ParseResult parsed, CommandContext context, IWorkerRunner runner,
        CancellationToken stop)
    {
        var errors = new List<string>();
        var job = Read(arguments, parsed, context, errors);
        if (errors.Count == 0 && SystemLibrdkafka.Load() is { } missing)
        {
            context.Error.WriteLine($"{Name}: {missing}");
            return ExitCode.Failed;
        }

        if (errors.Count == 0)
        {
            errors.AddRange(KafkaProperties.Check(job.Settings.Options.Kafka.Properties).Select(property =>
                job.Layers.NameOf(SettingCatalogue.Properties + property.Name) + $": {property.Mistake}"));
        }

        if (errors.Count > 0)
        {
            TerminalText.WriteLines(context.Error, errors);
            return ExitCode.WrongArguments;
        }

        using var logs = LineLoggerProvider.CreateFactory(context.Error, job.LogFormat, context.Time);
        return await RunAsync(job, runner, logs, stop);
    }

    private static async Task<int> RunAsync(
        WorkerJob job, IWorkerRunner runner, ILoggerFactory logs, CancellationToken stop)
    {
        try
        {
            await runner.RunAsync(job.Settings, job.Policy, job.Model, logs, stop);
            return ExitCode.Done;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ExitCode.Done;
        }
        catch (Exception exception)
        {
            // The end of the program whatever it is; told in the log, where whoever runs a service looks.
            LogFailure(logs.CreateLogger(typeof(WorkerCommand).FullName!), exception);
            return ExitCode.Failed;
        }
    }

    private static WorkerJob Read(
        WorkerArguments arguments, ParseResult parsed, CommandContext context, List<string> errors)
    {
        var format = arguments.ReadLogFormat(parsed, errors);
        var layers = SettingsReader.Read(arguments.FileOf(parsed), arguments.Read(parsed, errors), context, errors);
        var settings = SettingsBinder.Bind(layers, errors);
        if (layers[SettingCatalogue.BootstrapServers] is null)
        {
            errors.Add($"{SettingCatalogue.BootstrapServers}: is missing; give --bootstrap-servers host:port, or "
                + $"{SettingsEnvironment.NameOf(SettingCatalogue.BootstrapServers)}, or a settings file");
        }

        var policy = JudgingArguments.ReadPolicy(
            settings.PolicyPath, layers.NameOf(SettingCatalogue.PolicyPath), errors);
        var model = JudgingArguments.ReadModel(settings.ModelPath, layers.NameOf(SettingCatalogue.ModelPath), errors);
        return new WorkerJob(layers, settings, policy, model, format);
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Critical, Message = "The worker has failed")]
    private static partial void LogFailure(ILogger logger, Exception exception);

    /// <summary>What a worker is to run with.</summary>
    private sealed record WorkerJob(
        SettingsLayers Layers, WorkerSettings Settings, Policy Policy, DetectionModel? Model, LogFormat LogFormat);
}
