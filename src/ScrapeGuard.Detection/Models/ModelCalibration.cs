using System.Buffers.Binary;
using System.Text;
using ScrapeGuard.Detection.Calibration;

namespace ScrapeGuard.Detection.Models;

/// <summary>
/// What a model of another make does not know of itself: its features by name, what people score, and what their
/// features look like. Immutable. As bytes, little-endian, with the sections of <see cref="ModelFormat"/>:
/// <c>magic[8] version:u32 section(1, metadata) section(3, scores) section(4, references)</c>.
/// </summary>
public sealed class ModelCalibration
{
    /// <summary>No longer one is read.</summary>
    public const int MaxBytes = 1 << 20;

    private const uint FormatVersion = 1;
    private const int HeaderLength = 12;

    private ModelCalibration(ModelMetadata metadata, QuantileTable scores, FeatureReference[] references)
    {
        Metadata = metadata;
        PeopleScores = scores;
        References = references;
    }

    /// <summary>Names of the features, in the order of the rows that are scored.</summary>
    public IReadOnlyList<string> FeatureNames => Metadata.FeatureNames;

    /// <summary>Scores of people that the model was not fitted to.</summary>
    public QuantileTable PeopleScores { get; }

    internal ModelMetadata Metadata { get; }

    internal FeatureReference[] References { get; }

    private static ReadOnlySpan<byte> Magic => "SGCALIB\n"u8;

    /// <summary>Calibrates a scorer on people that it was not fitted to.</summary>
    /// <param name="scorer">What scores.</param>
    /// <param name="calibration">Rows of those people, [row, column] laid end to end; at least one.</param>
    /// <param name="people">Rows of all people that are known, whose features explain a score.</param>
    /// <param name="names">Names of the columns, no two alike.</param>
    /// <param name="options">Name of the model, its seed, and how the scores are kept.</param>
    /// <exception cref="ArgumentException">Options out of range, no rows, or names that do not fit.</exception>
    public static ModelCalibration Of(
        IRowScorer scorer,
        ReadOnlySpan<float> calibration,
        ReadOnlySpan<float> people,
        IReadOnlyList<string> names,
        DetectionModelOptions options)
    {
        ArgumentNullException.ThrowIfNull(scorer);
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(options);
        var columns = scorer.Columns;
        var errors = options.Validate();
        if (errors.Count > 0)
            throw new ArgumentException(string.Join("; ", errors), nameof(options));
        if (names.Count != columns || calibration.Length % columns != 0 || people.Length % columns != 0)
            throw new ArgumentException(
                $"{calibration.Length} and {people.Length} values, {columns} columns, {names.Count} names",
                nameof(names));
        var metadata = new ModelMetadata(
            options.Name, people.Length / columns, options.Forest.Seed, [.. names]);
        if (metadata.Fault() is { } fault)
            throw new ArgumentException(fault, nameof(names));
        var scores = new float[calibration.Length / columns];
        for (var row = 0; row < scores.Length; row++)
            scores[row] = scorer.Score(calibration.Slice(row * columns, columns));
        var table = QuantileTableBuilder.Build(scores, options.Calibration);
        return new ModelCalibration(metadata, table, FeatureReference.FromRows(people, columns));
    }

    /// <summary>
    /// For a scorer whose scores are probabilities that nobody calibrated: <see cref="OddsTable"/>.
    /// </summary>
    /// <param name="name">Name of the model.</param>
    /// <param name="names">Names of the columns, no two alike.</param>
    /// <param name="people">A model of the same features, whose people explain a score; without one, or with one of
    /// other features, no feature is named.</param>
    /// <exception cref="ArgumentException">Names that do not fit.</exception>
    public static ModelCalibration OfOdds(string name, IReadOnlyList<string> names, DetectionModel? people)
    {
        ArgumentNullException.ThrowIfNull(names);
        var metadata = new ModelMetadata(name, TrainedRows: 0, Seed: 0, [.. names]);
        if (metadata.Fault() is { } fault)
            throw new ArgumentException(fault, nameof(names));
        var references = people?.MatchesSchema(names) == true
            ? people.References.ToArray()
            : [.. names.Select(_ => FeatureReference.FromColumn([]))];
        return new ModelCalibration(metadata, OddsTable.Create(), references);
    }

    /// <summary>Reads what <see cref="Encode"/> wrote; null when it is not that, or was cut, or changed.</summary>
    public static ModelCalibration? Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length is < HeaderLength or > MaxBytes
            || !bytes.StartsWith(Magic)
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes[Magic.Length..]) != FormatVersion)
            return null;
        var reader = new ModelReader(bytes[HeaderLength..]);
        var metadataBytes = reader.Section(ModelFormat.MetadataSection);
        var scoreBytes = reader.Section(ModelFormat.ScoresSection);
        var referenceBytes = reader.Section(ModelFormat.ReferencesSection);
        if (!reader.AtEnd || ModelDecoder.DecodeMetadata(metadataBytes) is not { } metadata || metadata.Fault() != null)
            return null;
        return ModelDecoder.DecodeScores(scoreBytes) is { } scores
            && ModelDecoder.DecodeReferences(referenceBytes, metadata.FeatureNames.Length) is { } references
            ? new ModelCalibration(metadata, scores, references)
            : null;
    }

    public byte[] Encode()
    {
        var bytes = new MemoryStream();
        using (var output = new BinaryWriter(bytes, Encoding.UTF8, leaveOpen: true))
        {
            output.Write(Magic);
            output.Write(FormatVersion);
        }
        ModelEncoder.WriteSection(
            bytes, ModelFormat.MetadataSection, output => ModelEncoder.WriteMetadata(output, Metadata));
        ModelEncoder.WriteSection(
            bytes, ModelFormat.ScoresSection, output => ModelEncoder.WriteScores(output, PeopleScores));
        ModelEncoder.WriteSection(
            bytes, ModelFormat.ReferencesSection, output => ModelEncoder.WriteReferences(output, References));
        return bytes.ToArray();
    }
}
