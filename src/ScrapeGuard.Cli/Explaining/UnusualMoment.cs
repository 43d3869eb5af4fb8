using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Features;
using ScrapeGuard.Detection.Models;
using ScrapeGuard.Engine;

namespace ScrapeGuard.Cli.Explaining;

/// <summary>
/// The moment at which the model found an account least like people: its features then. Without a model, the last
/// moment at which it was scored.
/// </summary>
internal sealed class UnusualMoment(AccountKey account, DetectionModel? model) : IEvaluationObserver
{
    private readonly float[] _row = new float[FeatureSchema.Count];
    private bool _isFresh;

    /// <summary>How often the account was scored.</summary>
    public long Evaluations { get; private set; }

    /// <summary>The anomaly score, 0 to 1; negative before the first evaluation.</summary>
    public float Score { get; private set; } = -1;

    /// <summary>The features on the model's scale.</summary>
    public ReadOnlySpan<float> Row => _row;

    /// <summary>Its event time, to the grace: the second of the newest event that it can have been scored at.</summary>
    public long TimeMicros { get; private set; }

    /// <summary>Share of people who look as unusual or more so; 1 without a model.</summary>
    public double PValue => model?.PValue(Score) ?? 1;

    /// <summary>Called on the thread of the account's shard; the engine's caller reads between batches.</summary>
    public void Observe(AccountKey key, ReadOnlySpan<float> row)
    {
        if (key != account)
        {
            return;
        }

        Evaluations++;
        var score = model?.Score(row) ?? 0;
        if (score > Score || model is null)
        {
            Score = score;
            row[..FeatureSchema.Count].CopyTo(_row);
            _isFresh = true;
        }
    }

    /// <summary>Says when what was observed since the last call took place.</summary>
    public void Date(long micros)
    {
        if (_isFresh)
        {
            TimeMicros = micros;
            _isFresh = false;
        }
    }
}
