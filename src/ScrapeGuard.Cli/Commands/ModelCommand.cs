using System.CommandLine;
using ScrapeGuard.Detection.Evaluation;

namespace ScrapeGuard.Cli.Commands;

/// <summary><c>model evaluate</c>: the default forest on a labelled anomaly table.</summary>
internal static class ModelCommand
{
    private static readonly Option<string> Data = new("--data")
    {
        Description = "Anomaly table: CSV, gzip or not, label (0 or 1) last, # comments.",
        Required = true,
        HelpName = "FILE",
    };

    private static readonly Option<int> Seeds = new("--seeds")
    {
        Description = "Number of seeds, from 1 on.",
        DefaultValueFactory = _ => 10,
        HelpName = "N",
    };

    public static Command Create(CommandContext context)
    {
        var evaluate = new Command(
            "evaluate", "Measures the forest on a plain anomaly table; prints one line of JSON.");
        evaluate.Add(Data);
        evaluate.Add(Seeds);
        evaluate.SetAction((parsed, _) => Task.FromResult(Run(parsed, context)));
        return new Command("model", "Works on models.") { evaluate };
    }

    private static int Run(ParseResult parsed, CommandContext context)
    {
        var options = new TableEvaluationOptions { Seeds = parsed.GetValue(Seeds) };
        var errors = new List<string>();
        if (options.Validate().Count > 0)
        {
            errors.Add($"--seeds '{options.Seeds}': must be 1 to 10000");
        }

        var path = parsed.GetValue(Data)!;
        AnomalyTableResult? reading = null;
        if (InputFile.TryOpen(path, "--data", errors, out var file))
        {
            using (file)
            {
                reading = AnomalyTableReader.Read(file!);
            }

            if (reading.Error is { } error)
            {
                errors.Add($"{path}:{reading.Line}: {error}");
            }
        }

        TerminalText.WriteLines(context.Error, errors);
        if (errors.Count > 0)
        {
            return ExitCode.WrongArguments;
        }

        using var output = new MemoryStream();
        TableEvaluationWriter.WriteLine(output, TableEvaluation.Run(reading!.Table!, options, context.Time));
        context.Out.Write(System.Text.Encoding.UTF8.GetString(output.ToArray()));
        return ExitCode.Done;
    }
}
