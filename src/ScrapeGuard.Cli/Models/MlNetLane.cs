using ScrapeGuard.Core.Features;
using ScrapeGuard.Detection.MlNet.Files;
using ScrapeGuard.Detection.MlNet.Training;
using ScrapeGuard.Detection.Models;

namespace ScrapeGuard.Cli.Models;

/// <summary>Models of ML.NET, in a build that has it (-p:MlNet=true).</summary>
internal static class MlNetLane
{
    /// <summary>Why there is none; null: there is.</summary>
    public static string? Missing => null;

    /// <summary>Reads a model of ML.NET.</summary>
    public static ModelFileResult Read(Stream file) =>
        MlNetModelFile.Read(file, FeatureSchema.Names, DefaultModel.Load());

    /// <summary>What keeps a model of ML.NET from being calibrated; null: nothing.</summary>
    public static string? Fault(Stream file) => MlNetModelFile.Fault(file, FeatureSchema.Names);

    /// <summary>Trains a RandomizedPca; the file.</summary>
    /// <exception cref="ArgumentException">Too few people.</exception>
    /// <exception cref="InvalidOperationException">The rows do not suffice for it.</exception>
    public static byte[] TrainRandomizedPca(TrainingRows rows, DetectionModelOptions options) =>
        RandomizedPcaModelTrainer.Train(
            rows.Rows, FeatureSchema.Names, new RandomizedPcaOptions(), options, rows.Groups, rows.People);

    /// <summary>Trains a classifier that tells scrapers from people; the file.</summary>
    /// <exception cref="ArgumentException">Too few people, or too few scrapers.</exception>
    /// <exception cref="InvalidOperationException">The rows do not suffice for it.</exception>
    public static byte[] TrainClassifier(TrainingRows rows, DetectionModelOptions options) =>
        ClassifierModelTrainer.Train(
            rows.Rows, rows.Scrapers, FeatureSchema.Names, options, rows.Groups, rows.People);

    /// <summary>Calibrates a model on people that it was not fitted to; the file.</summary>
    /// <exception cref="ArgumentException">The model is none that can be calibrated.</exception>
    public static byte[] Calibrate(Stream file, TrainingRows rows, DetectionModelOptions options)
    {
        var (calibrated, error) = MlNetModelFile.Calibrate(file, rows.Rows, rows.Rows, FeatureSchema.Names, options);
        return calibrated ?? throw new ArgumentException(error, nameof(file));
    }
}
