using ScrapeGuard.Detection.Models;

namespace ScrapeGuard.Cli.Models;

/// <summary>Stands where models of ML.NET would be read, in a build without it.</summary>
internal static class MlNetLane
{
    /// <summary>Why there is none.</summary>
    public static string Missing => "is for ML.NET, which this program was built without; build it with -p:MlNet=true";

    /// <summary>Says that it can't.</summary>
    public static ModelFileResult Read(Stream file) => ModelFileResult.Fault(Missing);

    /// <summary>Says that it can't.</summary>
    public static string Fault(Stream file) => Missing;

    /// <summary>Is not there to be called: <see cref="Missing"/> is told before.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public static byte[] TrainRandomizedPca(TrainingRows rows, DetectionModelOptions options) =>
        throw new NotSupportedException(Missing);

    /// <summary>Is not there to be called: <see cref="Missing"/> is told before.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public static byte[] TrainClassifier(TrainingRows rows, DetectionModelOptions options) =>
        throw new NotSupportedException(Missing);

    /// <summary>Is not there to be called: <see cref="Missing"/> is told before.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public static byte[] Calibrate(Stream file, TrainingRows rows, DetectionModelOptions options) =>
        throw new NotSupportedException(Missing);
}
