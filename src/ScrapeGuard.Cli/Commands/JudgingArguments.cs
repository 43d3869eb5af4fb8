using System.CommandLine;
using ScrapeGuard.Cli.Models;
using ScrapeGuard.Cli.Policies;
using ScrapeGuard.Core.Features;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Detection.Models;

namespace ScrapeGuard.Cli.Commands;

/// <summary>The options of every command that judges: policy, model, threads.</summary>
internal sealed class JudgingArguments
{
    private const int MaxThreads = 64;

    public Option<string?> Policy { get; } = new("--policy")
    {
        Description = "Policy file (YAML); without it the default policy.",
        HelpName = "FILE",
    };

    public Option<string?> Model { get; } = new("--model")
    {
        Description = "Model file; without it the model that ships with the program.",
        HelpName = "FILE",
    };

    public Option<int?> Threads { get; } = new("--threads")
    {
        Description = "Threads to work with, 1 to 64; the decisions are the same with any number. Without it one for "
            + "each processor, at most 8.",
        HelpName = "N",
    };

    public void AddTo(Command command)
    {
        command.Add(Policy);
        command.Add(Model);
        command.Add(Threads);
    }

    /// <summary>Reads the files that the options name; null, with every mistake on standard error.</summary>
    public Judging? Read(ParseResult parsed, TextWriter error)
    {
        var errors = new List<string>();
        var threads = parsed.GetValue(Threads) ?? Math.Min(Environment.ProcessorCount, 8);
        if (threads is < 1 or > MaxThreads)
        {
            errors.Add($"--threads '{threads}': must be 1 to {MaxThreads}");
        }

        var policy = ReadPolicy(parsed.GetValue(Policy), "--policy", errors);
        var model = ReadModel(parsed.GetValue(Model), "--model", errors);
        TerminalText.WriteLines(error, errors);
        return errors.Count == 0 ? new Judging(policy, model, threads) : null;
    }

    /// <summary>Reads a policy; the default one when no file is named or the file is wrong.</summary>
    public static Policy ReadPolicy(string? path, string option, List<string> errors)
    {
        if (path is null || !InputFile.TryRead(path, option, errors, out var text))
        {
            return Core.Policies.Policy.Default;
        }

        var reading = PolicyFileReader.Read(text, path);
        errors.AddRange(reading.Errors.Select(mistake => mistake.ToString()));
        return reading.Policy ?? Core.Policies.Policy.Default;
    }

    /// <summary>Reads a model; the one that ships with the program when no file is named.</summary>
    public static DetectionModel? ReadModel(string? path, string option, List<string> errors)
    {
        if (path is null)
        {
            return DefaultModel.Load();
        }

        if (!InputFile.TryOpen(path, option, errors, out var file))
        {
            return null;
        }

        using (file)
        {
            var reading = ModelFile.Read(file!);
            if ((reading.Error ?? reading.Model!.SchemaMismatch(FeatureSchema.Names)) is { } mistake)
            {
                errors.Add($"{option} '{path}': {mistake}");
            }

            return reading.Model;
        }
    }
}

/// <summary>What judges a run.</summary>
internal sealed record Judging(Policy Policy, DetectionModel? Model, int Threads);
