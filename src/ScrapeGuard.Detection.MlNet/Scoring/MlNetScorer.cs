using System.Collections.Concurrent;
using Microsoft.ML;
using Microsoft.ML.Data;
using ScrapeGuard.Detection.Models;

namespace ScrapeGuard.Detection.MlNet.Scoring;

/// <summary>
/// Scores with a model of ML.NET. A pipeline over a live row is for one thread; so each that scores at the same time as
/// another gets one of its own, kept for whoever comes next: there are never more than threads were scoring at once.
/// </summary>
internal sealed class MlNetScorer(IRowToRowMapper mapper, FeatureBinding binding, ScoreColumn score) : IRowScorer
{
    private readonly ConcurrentBag<Pipeline> _idle = [];

    public int Columns => binding.Columns;

    /// <summary>The scores are probabilities of a scraper.</summary>
    public bool IsProbability => score.IsProbability;

    public float Score(ReadOnlySpan<float> row)
    {
        if (row.Length != Columns)
            throw new ArgumentException($"A row has {Columns} values, not {row.Length}", nameof(row));
        if (!_idle.TryTake(out var pipeline))
            pipeline = new Pipeline(mapper, binding, score.Column);
        var value = pipeline.Evaluate(row);
        _idle.Add(pipeline);
        return score.ToScore(value);
    }

    /// <summary>A row and what the model makes of it.</summary>
    private sealed class Pipeline
    {
        private readonly FeatureRow _input;
        private readonly ValueGetter<float> _getter;

        public Pipeline(IRowToRowMapper mapper, FeatureBinding binding, DataViewSchema.Column score)
        {
            _input = new FeatureRow(binding);
            _getter = mapper.GetRow(_input, [score]).GetGetter<float>(score);
        }

        public float Evaluate(ReadOnlySpan<float> row)
        {
            _input.Set(row);
            var value = 0f;
            _getter(ref value);
            return value;
        }
    }
}
