using Microsoft.ML;
using ScrapeGuard.Detection.MlNet.Scoring;
using ScrapeGuard.Detection.Models;

namespace ScrapeGuard.Detection.MlNet.Files;

/// <summary>Models of ML.NET in files (.zip).</summary>
public static class MlNetModelFile
{
    private const string Name = "mlnet";

    /// <summary>
    /// Reads a model to the end of the stream. It is calibrated by what <see cref="Calibrate"/> put into the file; a
    /// file without that is taken when it has a <c>Probability</c>, which is then read as odds
    /// (<see cref="Calibration.OddsTable"/>).
    /// </summary>
    /// <param name="input">The file.</param>
    /// <param name="names">Names of the features that rows have.</param>
    /// <param name="people">A model of the same features whose people explain the scores of a file that knows none.
    /// </param>
    /// <returns>The model, or what is wrong with the file; only the stream's own failures throw.</returns>
    public static ModelFileResult Read(Stream input, IReadOnlyList<string> names, DetectionModel? people)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(names);
        var opened = Open(input, names, isRecalibrated: false);
        if (opened.Error is { } error)
            return ModelFileResult.Fault(error);
        var calibration = opened.Calibration;
        if (calibration is null && !opened.Scorer!.IsProbability)
            return ModelFileResult.Fault(
                Refused("its Score says nothing of people yet: train --calibrate makes a calibrated file of it"));
        calibration ??= ModelCalibration.OfOdds(Name, names, people);
        return ModelFileResult.Of(DetectionModel.Of(opened.Scorer!, calibration, opened.File));
    }

    /// <summary>What keeps a model from being calibrated; null: nothing.</summary>
    public static string? Fault(Stream model, IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(names);
        return Open(model, names, isRecalibrated: true).Error;
    }

    /// <summary>
    /// Calibrates a model on people, none of whom it must have been fitted to, and gives the file with it.
    /// </summary>
    /// <param name="model">A model file, calibrated or not.</param>
    /// <param name="calibration">Rows of people, [row, column] laid end to end; at least one.</param>
    /// <param name="people">Rows of all people that are known, whose features explain a score.</param>
    /// <param name="names">Names of the columns.</param>
    /// <param name="options">Name, seed, and how the scores are kept.</param>
    /// <returns>The file; or what is wrong with the model.</returns>
    /// <exception cref="ArgumentException">Options out of range, no rows, or names that do not fit.</exception>
    public static (byte[]? File, string? Error) Calibrate(
        Stream model,
        ReadOnlySpan<float> calibration,
        ReadOnlySpan<float> people,
        IReadOnlyList<string> names,
        DetectionModelOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(names);
        var opened = Open(model, names, isRecalibrated: true);
        if (opened.Scorer is not { } scorer)
            return (null, opened.Error);
        var calibrated = ModelCalibration.Of(scorer, calibration, people, names, options);
        return (MlNetArchive.Write(opened.File, calibrated.Encode()), null);
    }

    /// <summary>The file of a model that was trained here.</summary>
    internal static byte[] Save(MLContext context, ITransformer model, DataViewSchema input)
    {
        var output = new MemoryStream();
        context.Model.Save(model, input, output);
        return output.ToArray();
    }

    /// <summary>Opens a file; one that is calibrated anew is taken as if it had no calibration.</summary>
    private static Opened Open(Stream input, IReadOnlyList<string> names, bool isRecalibrated)
    {
        if (ReadBounded(input) is not { } file)
            return new Opened([], Error: $"The model has over {ArchiveLimits.MaxFileBytes} bytes");
        if (MlNetArchive.Check(file, out var bytes) is { } fault)
            return new Opened(file, Error: Refused(fault));
        ModelCalibration? calibration = null;
        if (bytes is not null && !isRecalibrated && (calibration = ModelCalibration.Decode(bytes)) is null)
            return new Opened(file, Error: Refused("its calibration is malformed"));
        var loading = ScorerLoading.Load(file, calibration?.FeatureNames ?? names);
        return loading.Scorer is { } scorer
            ? new Opened(file, scorer, calibration)
            : new Opened(file, Error: Refused(loading.Error!));
    }

    private static string Refused(string why) => $"The ML.NET model is refused: {why}";

    private static byte[]? ReadBounded(Stream input)
    {
        var file = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (input.Read(buffer) is var read and > 0)
        {
            if (file.Length + read > ArchiveLimits.MaxFileBytes)
                return null;
            file.Write(buffer, 0, read);
        }
        return file.ToArray();
    }

    private sealed record Opened(
        byte[] File, MlNetScorer? Scorer = null, ModelCalibration? Calibration = null, string? Error = null);
}
