using System.CommandLine;
using ScrapeGuard.Cli.Policies;
using ScrapeGuard.Core.Features;
using ScrapeGuard.Detection.Models;

namespace ScrapeGuard.Cli.Commands;

/// <summary><c>validate</c>: checks policies and models, and names every mistake.</summary>
internal static class ValidateCommand
{
    private static readonly Argument<string[]> Files = new("files")
    {
        Description = "Policies (.yaml, .yml) and models (.sgmodel).",
        Arity = ArgumentArity.OneOrMore,
    };

    public static Command Create(CommandContext context)
    {
        var command = new Command("validate", "Checks policies and models; names every mistake.");
        command.Add(Files);
        command.SetAction((parsed, _) =>
        {
            var errors = new List<string>();
            foreach (var file in parsed.GetValue(Files)!)
            {
                Check(file, errors);
            }

            errors.ForEach(context.Error.WriteLine);
            return Task.FromResult(errors.Count == 0 ? ExitCode.Done : ExitCode.WrongArguments);
        });
        return command;
    }

    private static void Check(string path, List<string> errors)
    {
        switch (Path.GetExtension(path))
        {
            case ".yaml" or ".yml":
                if (InputFile.TryRead(path, "policy", errors, out var text))
                {
                    errors.AddRange(PolicyFileReader.Read(text, path).Errors.Select(error => error.ToString()));
                }

                break;
            case ".sgmodel":
                CheckModel(path, errors);
                break;
            default:
                errors.Add($"{path}: not a kind of file that can be checked; " +
                    "a policy ends in .yaml, a model in .sgmodel");
                break;
        }
    }

    private static void CheckModel(string path, List<string> errors)
    {
        try
        {
            using var file = File.OpenRead(path);
            var reading = ModelFile.Read(file);
            if ((reading.Error ?? reading.Model!.SchemaMismatch(FeatureSchema.Names)) is { } error)
            {
                errors.Add($"{path}: {error}");
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            errors.Add($"{path}: {exception.Message}");
        }
    }
}
