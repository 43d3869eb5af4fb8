using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Detection.Models;
using ScrapeGuard.Engine;

namespace ScrapeGuard.Cli.Replay;

/// <summary>Who hears of what while a replay runs. All but the evaluations are told on the caller's thread.</summary>
internal sealed record ReplayHooks
{
    /// <summary>Is shown every row that is scored.</summary>
    public IEvaluationObserver? Evaluations { get; init; }

    /// <summary>Hears of each decision once none of an earlier time can follow, in canonical order.</summary>
    public Action<Decision> Decided { get; init; } = _ => { };

    /// <summary>
    /// Hears of each decision as soon as it falls, before the events of its round are shown; accounts in any order.
    /// </summary>
    public Action<Decision>? Fallen { get; init; }

    /// <summary>Is shown the events of a round, in order of arrival, after they were judged.</summary>
    public Action<ArraySegment<EventBatch>>? Taken { get; init; }

    /// <summary>Told the events so far and the share that is read, 0 to 1; null: not known.</summary>
    public Action<long, double?>? Progress { get; init; }

    /// <summary>Another policy that judges the same events.</summary>
    public Policy? Compared { get; init; }

    /// <summary>The model that <see cref="Compared"/> judges by; null: the same.</summary>
    public DetectionModel? ComparedModel { get; init; }

    /// <summary>Hears of the decisions of <see cref="Compared"/>: each account's in order of time.</summary>
    public Action<Decision>? ComparedFallen { get; init; }
}
