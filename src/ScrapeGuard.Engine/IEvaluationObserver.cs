using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Engine;

/// <summary>Is shown what accounts look like each time that they are scored: training and explanation use it.</summary>
public interface IEvaluationObserver
{
    /// <summary>Called on the thread of the account's shard; the row is good until the call returns.</summary>
    /// <param name="account">The account.</param>
    /// <param name="row">Its features on the model's scale (ScrapeGuard.Features.FeatureScale).</param>
    void Observe(AccountKey account, ReadOnlySpan<float> row);
}
