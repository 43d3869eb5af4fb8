using System.CommandLine;
using Microsoft.Extensions.Logging;
using ScrapeGuard.Cli.Commands;
using ScrapeGuard.Kafka.Native;

namespace ScrapeGuard.Cli.Services;

/// <summary>
/// What the commands of all services do: read the settings, tell every mistake, and work until it is to stop.
/// </summary>
internal static partial class ServiceRun
{
    /// <summary>Works, once all has been read and checked; ends by itself only when it has failed.</summary>
    public delegate Task Work(ILoggerFactory logs, CancellationToken stop);

    /// <summary>Makes the work of settings; each mistake goes to the list, and what it gives is then not run.</summary>
    public delegate Work Preparation(SettingsLayers layers, List<string> errors);

    /// <param name="name">The command.</param>
    /// <param name="arguments">Its options.</param>
    /// <param name="parsed">What was given.</param>
    /// <param name="context">The world.</param>
    /// <param name="prepare">Makes the work.</param>
    /// <param name="stop">Asks it to end.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(
        string name, ServiceArguments arguments, ParseResult parsed, CommandContext context, Preparation prepare,
        CancellationToken stop)
    {
        var errors = new List<string>();
        var format = arguments.ReadLogFormat(parsed, errors);
        var layers = SettingsReader.Read(arguments.FileOf(parsed), arguments.Read(parsed, errors), context, errors);
        var work = prepare(layers, errors);
        if (errors.Count == 0 && SystemLibrdkafka.Load() is { } missing)
        {
            context.Error.WriteLine($"{name}: {missing}");
            return ExitCode.Failed;
        }

        if (errors.Count == 0)
        {
            errors.AddRange(KafkaProperties.Check(layers));
        }

        if (errors.Count > 0)
        {
            TerminalText.WriteLines(context.Error, errors);
            return ExitCode.WrongArguments;
        }

        using var logs = LineLoggerProvider.CreateFactory(context.Error, format, context.Time);
        return await RunAsync(name, work, logs, stop);
    }

    /// <summary>Tells that brokers were not given, if they were not.</summary>
    public static void RequireServers(SettingsLayers layers, List<string> errors)
    {
        if (layers[SettingCatalogue.BootstrapServers] is null)
        {
            errors.Add($"{SettingCatalogue.BootstrapServers}: is missing; give --bootstrap-servers host:port, or "
                + $"{SettingsEnvironment.NameOf(SettingCatalogue.BootstrapServers)}, or a settings file");
        }
    }

    private static async Task<int> RunAsync(string name, Work work, ILoggerFactory logs, CancellationToken stop)
    {
        try
        {
            await work(logs, stop);
            return ExitCode.Done;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ExitCode.Done;
        }
        catch (Exception exception)
        {
            // The end of the program whatever it is; told in the log, where whoever runs a service looks.
            LogFailure(logs.CreateLogger(typeof(ServiceRun).FullName!), name, exception);
            return ExitCode.Failed;
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Critical, Message = "The {Service} has failed")]
    private static partial void LogFailure(ILogger logger, string service, Exception exception);
}
