using ScrapeGuard.Cli.Commands;

namespace ScrapeGuard.Cli.Services;

/// <summary>Reads the settings of services: a file, then the environment over it, then options over both.</summary>
internal static class SettingsReader
{
    public const string DefaultFile = "appsettings.json";
    public const string FileOption = "--settings";

    /// <summary>Reads all three; every mistake is in the list.</summary>
    /// <param name="file">The file; null: <see cref="DefaultFile"/> where the program was started, if it is there.
    /// </param>
    /// <param name="options">What the command line says.</param>
    /// <param name="context">The world.</param>
    /// <param name="errors">Receives a line a mistake.</param>
    public static SettingsLayers Read(
        string? file, IEnumerable<SettingEntry> options, CommandContext context, List<string> errors) =>
        new(
            [
                ReadFile(file, context, errors),
                SettingsEnvironment.Read(context.Variables ?? SettingsEnvironment.OfProcess()),
                options,
            ],
            errors);

    private static IReadOnlyList<SettingEntry> ReadFile(string? file, CommandContext context, List<string> errors)
    {
        var path = file ?? Path.Combine(context.Folder, DefaultFile);
        if (file is null && !Path.Exists(path))
        {
            return [];
        }

        return InputFile.TryRead(path, file is null ? "" : FileOption, errors, out var text)
            ? SettingsFile.Read(text, file ?? DefaultFile, errors)
            : [];
    }
}
