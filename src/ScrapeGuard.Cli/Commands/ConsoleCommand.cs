using System.CommandLine;
using ScrapeGuard.Cli.ConsoleHost;
using ScrapeGuard.Cli.Services;
using ScrapeGuard.Console.SignIn;

namespace ScrapeGuard.Cli.Commands;

/// <summary><c>console</c>: pages and API for the security team, until it is stopped.</summary>
internal static class ConsoleCommand
{
    private const string Name = "console";
    private const int MaxNameChars = 64;
    private const string NameChars = "abcdefghijklmnopqrstuvwxyz0123456789-";

    public static Command Create(CommandContext context)
    {
        var command = new Command(Name,
            "Shows what is decided and done, and takes the team's orders: pages and an API over topics and database, "
            + "until it is stopped (Ctrl-C, SIGTERM). Without keys and tokens (Console:Keys, Console:Oidc) for this "
            + "machine only, by a link that is printed and signs in once.");
        var arguments = ServiceArguments.OfConsole();
        foreach (var option in arguments.Options)
        {
            command.Add(option);
        }

        command.SetAction((parsed, stop) => ServiceRun.RunAsync(
            Name, arguments, parsed, context, (layers, errors) => Prepare(layers, context, errors), stop));
        command.Add(Key(context));
        return command;
    }

    private static ServiceRun.Work Prepare(SettingsLayers layers, CommandContext context, List<string> errors)
    {
        var bound = SettingsBinder.Bind(layers, errors);
        var settings = bound.Console;
        ServiceRun.RequireServers(layers, errors);
        DatabaseBinder.CheckFiles(settings.Database, layers, errors);
        if (settings.Database is null && layers[SettingCatalogue.ConnectionString] is null)
        {
            errors.Add($"{SettingCatalogue.ConnectionString}: is missing; give "
                + $"{SettingsEnvironment.NameOf(SettingCatalogue.ConnectionString)}, or a settings file");
        }

        errors.AddRange(settings.Options.Validate().Where(mistake => !errors.Contains(layers.Place(mistake)))
            .Select(layers.Place));
        var policy = JudgingArguments.ReadPolicy(
            settings.Shared.PolicyPath, layers.NameOf(SettingCatalogue.PolicyPath), errors);
        var model = JudgingArguments.ReadModel(
            bound.Worker.ModelPath, layers.NameOf(SettingCatalogue.ModelPath), errors);
        var runner = new ConsoleRunner(context.Time, context.Error);
        return (logs, stop) => runner.RunAsync(settings, policy, model, logs, stop);
    }

    private static Command Key(CommandContext context)
    {
        var command = new Command(
            "key", "Makes a key, for a program or a person, and prints the settings that hold it.");
        var name = new Argument<string>("NAME")
        {
            Description = "Whose it is; stands in the audit. Small letters, digits and hyphens.",
        };
        var role = new Option<string>("--role")
        {
            Description = "What it may do: viewer, analyst or admin.",
            HelpName = "ROLE",
            DefaultValueFactory = _ => RoleWords.Of(Role.Viewer),
        };
        command.Add(name);
        command.Add(role);
        command.SetAction(parsed =>
        {
            var (whose, word) = (parsed.GetValue(name)!, parsed.GetValue(role)!);
            var errors = new List<string>();
            if (whose.Length is 0 or > MaxNameChars || whose.AsSpan().ContainsAnyExcept(NameChars))
            {
                errors.Add($"NAME '{whose}': must be 1 to 64 of a-z, 0-9, '-'");
            }

            if (!RoleWords.TryParse(word, out _))
            {
                errors.Add($"{role.Name} '{word}': must be {string.Join(" or ", RoleWords.All)}");
            }

            if (errors.Count > 0)
            {
                TerminalText.WriteLines(context.Error, errors);
                return ExitCode.WrongArguments;
            }

            var key = HashedKey.NewKey();
            context.Out.WriteLine(key);
            context.Error.WriteLine("This is the only time that the key is shown. Settings:");
            context.Error.WriteLine($"  {ConsoleKeys.Keys}{whose}{ConsoleKeys.Hash} = {HashedKey.TextOf(key)}");
            context.Error.WriteLine($"  {ConsoleKeys.Keys}{whose}{ConsoleKeys.Role} = {word}");
            return ExitCode.Done;
        });
        return command;
    }
}
