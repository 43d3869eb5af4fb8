using System.CommandLine;
using ScrapeGuard.Cli.PolicyCases;

namespace ScrapeGuard.Cli.Commands;

/// <summary><c>test</c>: whether a policy does with traffic what its cases expect.</summary>
internal static class TestCommand
{
    private static readonly Argument<string[]> Files = new("CASES")
    {
        Description = "Files of cases (YAML): traffic, and what is to become of its accounts; policies/README.md "
            + "describes them.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly JudgingArguments Judge = new();

    public static Command Create(CommandContext context)
    {
        var command = new Command("test", "Tries a policy on cases: traffic, and what is to become of its accounts.");
        command.Add(Files);
        Judge.AddTo(command);
        command.SetAction((parsed, stop) => Task.FromResult(Run(parsed, context, stop)));
        return command;
    }

    private static int Run(ParseResult parsed, CommandContext context, CancellationToken stop)
    {
        var judging = Judge.Read(parsed, context.Error);
        var errors = new List<string>();
        var files = parsed.GetValue(Files)!.Select(path => (Path: path, Cases: Read(path, errors))).ToList();
        TerminalText.WriteLines(context.Error, errors);
        if (judging is null || errors.Count > 0)
        {
            return ExitCode.WrongArguments;
        }

        var (tried, failed) = (0, 0);
        foreach (var (path, cases) in files)
        {
            var folder = Path.GetDirectoryName(path) ?? "";
            foreach (var one in cases)
            {
                if (CaseRun.Of(one, folder, judging, errors, stop) is not { } run)
                {
                    TerminalText.WriteLines(context.Error, errors);
                    return ExitCode.WrongArguments;
                }

                if (stop.IsCancellationRequested)
                {
                    context.Error.WriteLine("test: stopped");
                    return ExitCode.Failed;
                }

                tried++;
                failed += Tell(one, run, context) ? 0 : 1;
            }
        }

        context.Out.WriteLine($"{tried:N0} cases, {failed:N0} failed");
        return failed == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private static IReadOnlyList<PolicyCase> Read(string path, List<string> errors)
    {
        if (!InputFile.TryRead(path, "", errors, out var text))
        {
            return [];
        }

        var (cases, mistakes) = PolicyCaseReader.Read(text, path);
        errors.AddRange(mistakes.Select(mistake => mistake.ToString()));
        return cases;
    }

    /// <summary>Tells how a case ended. True: as expected.</summary>
    private static bool Tell(PolicyCase tried, CaseRun run, CommandContext context)
    {
        var faults = tried.Expectations
            .Select(expected => (Expected: expected, Fault: CaseOutcome.FaultOf(expected, run)))
            .Where(outcome => outcome.Fault is not null)
            .Select(outcome => $"      {CaseOutcome.Describe(outcome.Expected)}: {outcome.Fault}")
            .Concat(run.Warnings.Select(warning => $"      {warning}"))
            .ToList();
        context.Out.WriteLine(TerminalText.Of($"{(faults.Count == 0 ? "ok    " : "failed")} {tried.Name}"));
        TerminalText.WriteLines(context.Out, faults);
        return faults.Count == 0;
    }
}
