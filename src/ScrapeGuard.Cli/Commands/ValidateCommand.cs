using System.CommandLine;

namespace ScrapeGuard.Cli.Commands;

/// <summary><c>validate</c>: checks policies, mappings, cases, settings and models, and names every mistake.</summary>
internal static class ValidateCommand
{
    private static readonly Argument<string[]> Files = new("FILE")
    {
        Description = "Policies, mappings, cases (YAML or JSON), settings (JSON) and models; which one it is shows "
            + "in the file.",
        Arity = ArgumentArity.OneOrMore,
    };

    public static Command Create(CommandContext context)
    {
        var command = new Command(
            "validate", "Checks policies, mappings, cases, settings and models; names every mistake.");
        command.Add(Files);
        command.SetAction((parsed, _) => Task.FromResult(Run(parsed.GetValue(Files)!, context)));
        return command;
    }

    private static int Run(string[] files, CommandContext context)
    {
        var good = true;
        foreach (var file in files)
        {
            var errors = new List<string>();
            var kind = CheckedFile.Check(file, errors);
            good &= errors.Count == 0;
            if (errors.Count == 0)
            {
                context.Out.WriteLine(TerminalText.Of($"{file}: ok, a {kind}"));
            }

            TerminalText.WriteLines(context.Error, errors);
        }

        return good ? ExitCode.Done : ExitCode.WrongArguments;
    }
}
