using System.CommandLine;

namespace ScrapeGuard.Cli.Commands;

/// <summary>Policies and models that judge the same events side by side: each policy with each model.</summary>
internal sealed class LaneArguments
{
    private const int MaxLanes = 16;
    private const string Default = "default";

    private readonly JudgingArguments _judging = new();

    private Option<string[]> Policies { get; } = new("--policy")
    {
        Description = "Policy file (YAML), or 'default'; may be given again, to be compared. Without it the default "
            + "policy.",
        HelpName = "FILE",
    };

    private Option<string[]> Models { get; } = new("--model")
    {
        Description = "Model file, ours or (in a build with ML.NET) a .zip of ML.NET, or 'default' for the model that "
            + "the policy names, or the one that ships with the program; may be given again: each policy is then "
            + "tried with each.",
        HelpName = "FILE",
    };

    public void AddTo(Command command)
    {
        command.Add(Policies);
        command.Add(Models);
        command.Add(_judging.Threads);
    }

    /// <summary>Reads the files; null, with every mistake on standard error.</summary>
    public IReadOnlyList<(string Name, Judging Judging)>? Read(ParseResult parsed, TextWriter error)
    {
        var errors = new List<string>();
        var threads = _judging.ReadThreads(parsed, errors);
        var policies = Named(parsed.GetValue(Policies))
            .Select(path => (Path: path, Policy: JudgingArguments.ReadPolicy(FileOf(path), "--policy", errors)))
            .ToList();
        var models = Named(parsed.GetValue(Models))
            .Select(path => (Path: path, Model: path == Default
                ? null
                : JudgingArguments.ReadModel(path, "--model", errors)))
            .ToList();
        var ofPolicies = models.Exists(model => model.Path == Default)
            ? policies.ConvertAll(policy => JudgingArguments.ReadModel(
                null, "--model", policy.Policy, FileOf(policy.Path), errors))
            : [];
        if (policies.Count * models.Count > MaxLanes)
        {
            errors.Add($"--policy, --model: {policies.Count} times {models.Count} is over {MaxLanes}");
        }

        TerminalText.WriteLines(error, errors);
        return errors.Count > 0
            ? null
            : [.. policies.SelectMany((policy, place) => models.Select(model =>
                (NameOf(policy.Path, model.Path, policies.Count, models.Count), new Judging(
                    policy.Policy, model.Path == Default ? ofPolicies[place] : model.Model, threads))))];
    }

    private static string[] Named(string[]? paths) => paths is { Length: > 0 } ? paths : [Default];

    private static string? FileOf(string path) => path == Default ? null : path;

    private static string NameOf(string policy, string model, int policies, int models)
    {
        var (policyName, modelName) = (Path.GetFileName(policy), Path.GetFileName(model));
        return models == 1 ? policyName : policies == 1 ? modelName : $"{policyName} + {modelName}";
    }
}
