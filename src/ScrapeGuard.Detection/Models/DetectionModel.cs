using ScrapeGuard.Detection.Calibration;
using ScrapeGuard.Detection.Forests;

namespace ScrapeGuard.Detection.Models;

/// <summary>
/// All that is learned from people: the forest, what people score, and what their features look like. Immutable; any
/// number of threads may use it.
/// </summary>
public sealed class DetectionModel
{
    public const int MaxNameLength = 128;

    private readonly string[] _featureNames;
    private readonly FeatureReference[] _references;

    internal DetectionModel(
        ModelMetadata metadata, IsolationForest forest, QuantileTable scores, FeatureReference[] references)
    {
        if (metadata.FeatureNames.Length != forest.Columns || references.Length != forest.Columns)
            throw new ArgumentException($"Names and references must be {forest.Columns} each", nameof(metadata));
        _featureNames = metadata.FeatureNames;
        _references = references;
        Name = metadata.Name;
        TrainedRows = metadata.TrainedRows;
        Seed = metadata.Seed;
        Forest = forest;
        PeopleScores = scores;
        Version = ModelFile.VersionOf(ModelEncoder.Encode(this));
    }

    /// <summary>What people call the model.</summary>
    public string Name { get; }

    /// <summary>First 16 hexadecimal digits of the file's SHA-256: equal exactly when the contents are.</summary>
    public string Version { get; }

    /// <summary>Rows of people that it was made from, held-out ones among them.</summary>
    public long TrainedRows { get; }

    public ulong Seed { get; }

    public int Columns => Forest.Columns;

    /// <summary>The schema: names of the features in order of columns.</summary>
    public IReadOnlyList<string> FeatureNames => _featureNames;

    public IsolationForest Forest { get; }

    /// <summary>Scores of people that the forest was not fitted to.</summary>
    public QuantileTable PeopleScores { get; }

    /// <summary>People's values of each feature.</summary>
    public ReadOnlySpan<FeatureReference> References => _references;

    /// <summary>Anomaly score of one row, in (0, 1). Allocates nothing.</summary>
    public float Score(ReadOnlySpan<float> row) => Forest.Score(row);

    /// <summary>P(a person's score >= <paramref name="score"/>), in (0, 1]. Allocates nothing.</summary>
    public double PValue(float score) => PeopleScores.PValue(score);

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
