using System.CommandLine;
using ScrapeGuard.Cli.Actioning;
using ScrapeGuard.Cli.Services;

namespace ScrapeGuard.Cli.Commands;

/// <summary>
/// <c>actioner</c>: decisions of Kafka through the guard to the account service, until it is stopped.
/// </summary>
internal static class ActionerCommand
{
    private const string Name = "actioner";

    /// <param name="context">The world.</param>
    /// <param name="runner">Does the work.</param>
    public static Command Create(CommandContext context, IActionerRunner runner)
    {
        var command = new Command(Name,
            "Carries decisions out: through the guard to the account service, and tells what happened; until it is "
            + "stopped (Ctrl-C, SIGTERM). Each option overrides a setting of appsettings.json and of the environment "
            + "(SCRAPEGUARD__SECTION__KEY); the database is Database:ConnectionString.");
        var arguments = ServiceArguments.OfActioner();
        foreach (var option in arguments.Options)
        {
            command.Add(option);
        }

        command.SetAction((parsed, stop) => ServiceRun.RunAsync(
            Name, arguments, parsed, context, (layers, errors) => Prepare(layers, runner, errors), stop));
        return command;
    }

    private static ServiceRun.Work Prepare(SettingsLayers layers, IActionerRunner runner, List<string> errors)
    {
        var settings = SettingsBinder.Bind(layers, errors).Actioner;
        ServiceRun.RequireServers(layers, errors);
        Require(layers, errors, AccountServiceKeys.BaseUrl, "give --account-service http://host:port");
        DatabaseBinder.CheckFiles(settings.Database, layers, errors);
        if (settings.Database is null && layers[SettingCatalogue.ConnectionString] is null
            && layers[SettingCatalogue.StateDirectory] is null)
        {
            errors.Add($"{SettingCatalogue.ConnectionString}: is missing; give "
                + $"{SettingsEnvironment.NameOf(SettingCatalogue.ConnectionString)}, or --state FOLDER for a journal "
                + "instead of a database");
        }

        if (settings.Receiver is { } receiver)
        {
            TokenKeys.Check(receiver, layers, errors);
        }

        if (settings.Syslog is { } syslog)
        {
            SyslogCertificates.Check(syslog, layers, errors);
        }

        var policy = JudgingArguments.ReadPolicy(
            settings.Shared.PolicyPath, layers.NameOf(SettingCatalogue.PolicyPath), errors);
        return (logs, stop) => runner.RunAsync(settings, policy, logs, stop);
    }

    private static void Require(SettingsLayers layers, List<string> errors, string key, string how)
    {
        if (layers[key] is null)
        {
            errors.Add($"{key}: is missing; {how}, or {SettingsEnvironment.NameOf(key)}, or a settings file");
        }
    }
}
