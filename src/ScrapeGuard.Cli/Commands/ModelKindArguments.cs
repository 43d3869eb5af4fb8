using System.CommandLine;
using System.Security.Cryptography;
using ScrapeGuard.Cli.Models;
using ScrapeGuard.Core.Features;
using ScrapeGuard.Detection.Models;

namespace ScrapeGuard.Cli.Commands;

/// <summary>What <c>train</c> makes: our forest, a model of ML.NET, or the calibration of one that is there.</summary>
internal sealed class ModelKindArguments
{
    private const string Forest = "forest";
    private const string RandomizedPca = "randomized-pca";
    private const string Classifier = "classifier";

    private readonly Option<string> _kind = new("--kind")
    {
        Description = $"{Forest}, or in a build with ML.NET {RandomizedPca}, or {Classifier}, which learns what the "
            + "scrapers of --labels do.",
        DefaultValueFactory = _ => Forest,
        HelpName = "KIND",
    };

    private readonly Option<string?> _calibrate = new("--calibrate")
    {
        Description = "A model of ML.NET (.zip) with a Score or Probability column, such as a classifier: nothing is "
            + "trained, --out is this model calibrated on the captures' people, whom it must not have been trained on.",
        HelpName = "MODEL",
    };

    public void AddTo(Command command)
    {
        command.Add(_kind);
        command.Add(_calibrate);
    }

    /// <summary>Adds a line for each mistake, before a capture is read.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="hasScrapers">Whether labels name a scraper.</param>
    /// <param name="errors">Receives the lines.</param>
    public void Check(ParseResult parsed, bool hasScrapers, List<string> errors)
    {
        var kind = parsed.GetValue(_kind)!;
        if (kind is not (Forest or RandomizedPca or Classifier))
        {
            errors.Add($"--kind '{kind}': must be {Forest}, {RandomizedPca} or {Classifier}");
        }
        else if (kind != Forest && MlNetLane.Missing is { } missing)
        {
            errors.Add($"--kind '{kind}': {missing}");
        }
        else if (kind == Classifier && !hasScrapers)
        {
            errors.Add($"--kind '{kind}': needs --labels that name scrapers");
        }

        if (parsed.GetValue(_calibrate) is not { } path
            || !InputFile.TryOpen(path, "--calibrate", errors, out var file))
        {
            return;
        }

        using (file)
        {
            if (MlNetLane.Fault(file!) is { } fault)
            {
                errors.Add($"--calibrate '{path}': {fault}");
            }
        }

        if (parsed.GetResult(_kind) is { Implicit: false })
        {
            errors.Add($"--kind '{kind}': can't stand beside --calibrate, which trains nothing");
        }
    }

    /// <summary>Makes the model.</summary>
    /// <returns>The file, and the version that stands in decisions.</returns>
    /// <exception cref="ArgumentException">Too few people.</exception>
    /// <exception cref="InvalidOperationException">The rows do not suffice for the kind.</exception>
    /// <exception cref="IOException">The model to calibrate is gone.</exception>
    public (byte[] File, string Version) Fit(ParseResult parsed, TrainingRows rows, DetectionModelOptions options)
    {
        if (parsed.GetValue(_calibrate) is { } path)
        {
            using var input = File.OpenRead(path);
            return Versioned(MlNetLane.Calibrate(input, rows, options with { Name = "mlnet" }));
        }

        if (parsed.GetValue(_kind) == RandomizedPca)
        {
            return Versioned(MlNetLane.TrainRandomizedPca(rows, options with { Name = RandomizedPca }));
        }

        if (parsed.GetValue(_kind) == Classifier)
        {
            return Versioned(MlNetLane.TrainClassifier(rows, options with { Name = Classifier }));
        }

        var model = DetectionModelTrainer.Train(
            rows.Rows, FeatureSchema.Count, FeatureSchema.Names, options, rows.Groups, rows.People);
        var file = new MemoryStream();
        ModelFile.Write(file, model);
        return (file.ToArray(), model.Version);
    }

    private static (byte[] File, string Version) Versioned(byte[] file) =>
        (file, Convert.ToHexStringLower(SHA256.HashData(file).AsSpan(0, 8)));
}
