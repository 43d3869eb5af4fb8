using ScrapeGuard.Detection.Calibration;
using ScrapeGuard.Detection.Forests;

namespace ScrapeGuard.Detection.Models;

/// <summary>
/// Reads the body of a file by the grammar of <see cref="ModelFormat"/>. A checksum tells accidents, not intent, so
/// every number is checked before anything is allocated or indexed by it.
/// </summary>
internal static class ModelDecoder
{
    public static ModelFileResult Decode(ReadOnlySpan<byte> body)
    {
        var reader = new ModelReader(body);
        var metadataBytes = reader.Section(ModelFormat.MetadataSection);
        var forestBytes = reader.Section(ModelFormat.ForestSection);
        var scoreBytes = reader.Section(ModelFormat.ScoresSection);
        var referenceBytes = reader.Section(ModelFormat.ReferencesSection);
        if (!reader.AtEnd)
            return ModelFileResult.Fault("The model's sections are not those of its format");
        if (DecodeMetadata(metadataBytes) is not { } metadata)
            return ModelFileResult.Fault("The model's metadata are malformed");
        if (metadata.Fault() is { } fault)
            return ModelFileResult.Fault(fault);
        if (ForestDecoder.Decode(forestBytes, metadata.FeatureNames.Length) is not { } forest)
            return ModelFileResult.Fault("The model's forest is malformed");
        if (DecodeScores(scoreBytes) is not { } scores)
            return ModelFileResult.Fault("The model's table of scores is malformed");
        if (DecodeReferences(referenceBytes, metadata.FeatureNames.Length) is not { } references)
            return ModelFileResult.Fault("The model's references are malformed");
        return ModelFileResult.Of(new DetectionModel(metadata, forest, scores, references));
    }

    public static ModelMetadata? DecodeMetadata(ReadOnlySpan<byte> bytes)
    {
        var reader = new ModelReader(bytes);
        var name = reader.String();
        var trainedRows = (long)reader.UInt64();
        var seed = reader.UInt64();
        var columns = reader.UInt16();
        if (reader.Failed || trainedRows < 0 || columns is < 1 or > IsolationForestOptions.MaxColumns)
            return null;
        var names = new string[columns];
        for (var i = 0; i < columns; i++)
            names[i] = reader.String();
        return reader.AtEnd ? new ModelMetadata(name, trainedRows, seed, names) : null;
    }

    public static QuantileTable? DecodeScores(ReadOnlySpan<byte> bytes)
    {
        var reader = new ModelReader(bytes);
        var people = (long)reader.UInt64();
        var count = reader.UInt16();
        if (reader.Failed || people < 1 || count is < 1 or > QuantileTable.MaxPoints)
            return null;
        var scores = new float[count];
        var pValues = new double[count];
        for (var i = 0; i < count; i++)
            scores[i] = reader.Single();
        for (var i = 0; i < count; i++)
            pValues[i] = reader.Double();
        for (var i = 0; i < count; i++)
        {
            var falls = pValues[i] > 0 && pValues[i] <= (i == 0 ? 1 : pValues[i - 1]);
            var rises = float.IsFinite(scores[i]) && (i == 0 || scores[i] > scores[i - 1]);
            if (!falls || !rises)
                return null;
        }
        var hasTail = reader.Byte();
        if (hasTail > 1)
            return null;
        if (hasTail == 0)
            return reader.AtEnd ? new QuantileTable(scores, pValues, people, null, 0, 0) : null;
        var tail = new ParetoTail(reader.Double(), reader.Double());
        var from = reader.Single();
        var share = reader.Double();
        var isTail = tail.Shape is >= 0 and <= ParetoTail.MaxShape && tail.Scale > 0 && double.IsFinite(tail.Scale);
        var isPlace = float.IsFinite(from) && share > 0 && share <= Below(scores, pValues, from);
        return isTail && isPlace && reader.AtEnd
            ? new QuantileTable(scores, pValues, people, tail, from, share)
            : null;
    }

    /// <summary>P-value of the scores just below the tail, which it must not exceed.</summary>
    private static double Below(float[] scores, double[] pValues, float from)
    {
        var below = 1.0;
        for (var i = 0; i < scores.Length && scores[i] < from; i++)
            below = pValues[i];
        return below;
    }

    public static FeatureReference[]? DecodeReferences(ReadOnlySpan<byte> bytes, int columns)
    {
        var reader = new ModelReader(bytes);
        var references = new FeatureReference[columns];
        for (var column = 0; column < columns; column++)
        {
            var quantiles = new float[FeatureReference.Levels.Length];
            for (var i = 0; i < quantiles.Length; i++)
            {
                quantiles[i] = reader.Single();
                if (i > 0 && quantiles[i] < quantiles[i - 1])
                    return null;
            }
            references[column] = new FeatureReference(quantiles);
        }
        return reader.AtEnd ? references : null;
    }
}
