using System.CommandLine;
using ScrapeGuard.Actions.Storing;
using ScrapeGuard.Cli.Actioning;
using ScrapeGuard.Cli.Services;

namespace ScrapeGuard.Cli.Commands;

/// <summary>Where commands that look at what was done find it: the database of the settings, or a journal.</summary>
internal sealed class StoreArguments
{
    private readonly ServiceArguments _settings = new(SettingOption.Text(
        SettingCatalogue.StateDirectory, "--state", "FOLDER",
        "Folder of the actioner's journal, where there is no database (Database:ConnectionString)."));

    public void AddTo(Command command)
    {
        foreach (var option in _settings.SettingOptions.Where(option => option.Name != KafkaProperties.Option))
        {
            command.Add(option);
        }
    }

    /// <summary>Opens the store to be read, and has it looked at.</summary>
    public async Task<int> LookAsync(
        ParseResult parsed, CommandContext context, Func<KeptStore, CancellationToken, Task<int>> look,
        CancellationToken stop)
    {
        var errors = new List<string>();
        var layers = SettingsReader.Read(_settings.FileOf(parsed), _settings.Read(parsed, errors), context, errors);
        var settings = SettingsBinder.Bind(layers, errors).Actioner;
        DatabaseBinder.CheckFiles(settings.Database, layers, errors);
        if (settings.Database is null && settings.Shared.State.Directory is null && errors.Count == 0)
        {
            errors.Add($"{SettingCatalogue.ConnectionString}: is missing; give "
                + $"{SettingsEnvironment.NameOf(SettingCatalogue.ConnectionString)}, or --state FOLDER");
        }

        if (errors.Count > 0)
        {
            TerminalText.WriteLines(context.Error, errors);
            return ExitCode.WrongArguments;
        }

        try
        {
            await using var kept = await StoreOpening.ReadAsync(settings, stop);
            return await look(kept, stop);
        }
        catch (Exception exception) when (exception is StoreUnavailableException or InvalidDataException)
        {
            context.Error.WriteLine(TerminalText.Of(exception.Message));
            return ExitCode.Failed;
        }
    }
}
