using System.Security.Cryptography;
using ScrapeGuard.Detection.Calibration;
using ScrapeGuard.Detection.Forests;

namespace ScrapeGuard.Detection.Models;

/// <summary>
/// All that is learned from people: what scores (our forest, or a model of another make), what people score, and what
/// their features look like. Immutable; any number of threads may use it.
/// </summary>
public sealed class DetectionModel
{
    public const int MaxNameLength = 128;

    private readonly string[] _featureNames;
    private readonly FeatureReference[] _references;
    private readonly IRowScorer _scorer;

    internal DetectionModel(
        ModelMetadata metadata, IsolationForest forest, QuantileTable scores, FeatureReference[] references)
        : this(metadata, forest, scores, references, version: null)
    {
    }

    private DetectionModel(
        ModelMetadata metadata, IRowScorer scorer, QuantileTable scores, FeatureReference[] references,
        string? version)
    {
        if (metadata.FeatureNames.Length != scorer.Columns || references.Length != scorer.Columns)
            throw new ArgumentException($"Names and references must be {scorer.Columns} each", nameof(metadata));
        _featureNames = metadata.FeatureNames;
        _references = references;
        _scorer = scorer;
        Name = metadata.Name;
        TrainedRows = metadata.TrainedRows;
        Seed = metadata.Seed;
        Forest = scorer as IsolationForest;
        PeopleScores = scores;
        Version = version ?? ModelFile.VersionOf(ModelEncoder.Encode(this));
    }

    /// <summary>What people call the model.</summary>
    public string Name { get; }

    /// <summary>First 16 hexadecimal digits of the file's SHA-256: equal exactly when the contents are.</summary>
    public string Version { get; }

    /// <summary>Rows of people that it was made from, held-out ones among them.</summary>
    public long TrainedRows { get; }

    public ulong Seed { get; }

    public int Columns => _scorer.Columns;

    /// <summary>The schema: names of the features in order of columns.</summary>
    public IReadOnlyList<string> FeatureNames => _featureNames;

    /// <summary>The forest; null when a model of another make scores.</summary>
    public IsolationForest? Forest { get; }

    /// <summary>Scores of people that the model was not fitted to.</summary>
    public QuantileTable PeopleScores { get; }

    /// <summary>People's values of each feature.</summary>
    public ReadOnlySpan<FeatureReference> References => _references;

    /// <summary>
    /// Anomaly score of one row, from 0 to 1. The forest allocates nothing; what another make does is its own affair.
    /// </summary>
    public float Score(ReadOnlySpan<float> row) => Forest is { } forest ? forest.Score(row) : _scorer.Score(row);

    /// <summary>P(a person's score >= <paramref name="score"/>), in (0, 1]. Allocates nothing.</summary>
    public double PValue(float score) => PeopleScores.PValue(score);

    /// <summary>A model of another make, with what people are like to it.</summary>
    /// <param name="scorer">What scores.</param>
    /// <param name="calibration">Made on rows of people that it was not fitted to.</param>
    /// <param name="file">Its file, whose SHA-256 becomes the <see cref="Version"/>.</param>
    /// <exception cref="ArgumentException">The calibration is of another number of features.</exception>
    public static DetectionModel Of(IRowScorer scorer, ModelCalibration calibration, ReadOnlySpan<byte> file)
    {
        ArgumentNullException.ThrowIfNull(scorer);
        ArgumentNullException.ThrowIfNull(calibration);
        var version = Convert.ToHexStringLower(SHA256.HashData(file).AsSpan(0, 8));
        return new DetectionModel(
            calibration.Metadata, scorer, calibration.PeopleScores, calibration.References, version);
    }

    /// <summary>Null when <paramref name="names"/> is this model's schema, or a sentence naming what differs.</summary>
    public string? SchemaMismatch(IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        var differences = new List<string>();
        for (var i = 0; i < Math.Max(names.Count, _featureNames.Length); i++)
        {
            var expected = i < _featureNames.Length ? _featureNames[i] : "nothing";
            var found = i < names.Count ? names[i] : "nothing";
            if (expected != found)
                differences.Add($"feature {i} is {found} where the model has {expected}");
        }
        return differences.Count == 0 ? null : $"Model {Name} {Version}: {string.Join("; ", differences)}";
    }

    /// <summary>Whether <paramref name="names"/> is this model's schema, in names and order.</summary>
    public bool MatchesSchema(IReadOnlyList<string> names) => SchemaMismatch(names) is null;
}
