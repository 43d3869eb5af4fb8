using System.Runtime.InteropServices;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Features;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Detection.Models;

namespace ScrapeGuard.Engine.Tests.Streams;

/// <summary>
/// A model of the random streams themselves: half of their looks are unusual to it, so that every feature, those that
/// cross accounts too, moves scores and reasons.
/// </summary>
internal static class TestModel
{
    private static readonly Lazy<DetectionModel> Trained = new(Train);

    public static DetectionModel Instance => Trained.Value;

    private static DetectionModel Train()
    {
        var rows = new Rows();
        for (var seed = 1_000; seed < 1_012; seed++)
        {
            using var engine = EngineRun.Create(Policy.Default with { Rules = TestPolicy.NoRules });
            engine.OnEvaluation(rows);
            engine.Process([StreamEvent.Batch(RandomStream.Of(seed))], []);
        }

        return DetectionModelTrainer.Train(
            CollectionsMarshal.AsSpan(rows.Values), FeatureSchema.Count, FeatureSchema.Names, new());
    }

    private sealed class Rows : IEvaluationObserver
    {
        public List<float> Values { get; } = [];

        public void Observe(AccountKey account, ReadOnlySpan<float> row) => Values.AddRange(row);
    }
}
