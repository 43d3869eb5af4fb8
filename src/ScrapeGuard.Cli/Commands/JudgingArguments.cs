using System.CommandLine;
using ScrapeGuard.Cli.Models;
using ScrapeGuard.Cli.Policies;
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
        Description = "Model file, ours or (in a build with ML.NET) a .zip of ML.NET; without it the model that the "
            + "policy names, or the one that ships with the program.",
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
        var threads = ReadThreads(parsed, errors);
        var policy = ReadPolicy(parsed.GetValue(Policy), "--policy", errors);
        var model = ReadModel(parsed.GetValue(Model), "--model", policy, parsed.GetValue(Policy), errors);
        TerminalText.WriteLines(error, errors);
        return errors.Count == 0 ? new Judging(policy, model, threads) : null;
    }

    /// <summary>Reads the number of threads.</summary>
    public int ReadThreads(ParseResult parsed, List<string> errors)
    {
        var threads = parsed.GetValue(Threads) ?? Math.Min(Environment.ProcessorCount, 8);
        if (threads is < 1 or > MaxThreads)
        {
            errors.Add($"--threads '{threads}': must be 1 to {MaxThreads}");
        }

        return threads;
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
            var (model, mistake) = AnyModelFile.Read(file!);
            if (mistake is not null)
            {
                errors.Add($"{option} '{path}': {mistake}");
            }

            return model;
        }
    }

    /// <summary>Reads the model that an option names, else the one that the policy does.</summary>
    /// <param name="path">What the option names, or null.</param>
    /// <param name="option">The option.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="policyPath">Its file; null when it is the default one.</param>
    /// <param name="errors">Receives what is wrong.</param>
    public static DetectionModel? ReadModel(
        string? path, string option, Policy policy, string? policyPath, List<string> errors) =>
        path is null && policy.Model is { } named && policyPath is not null
            ? ReadModel(BesidePolicy(named, policyPath), $"{policyPath}: model", errors)
            : ReadModel(path, option, errors);

    /// <summary>A model's path in a policy starts from the policy's own folder.</summary>
    public static string BesidePolicy(string model, string policyPath) =>
        Path.Combine(Path.GetDirectoryName(policyPath) ?? "", model);
}

/// <summary>What judges a run.</summary>
internal sealed record Judging(Policy Policy, DetectionModel? Model, int Threads);
