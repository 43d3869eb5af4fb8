using ScrapeGuard.Captures;
using ScrapeGuard.Cli.Commands;
using ScrapeGuard.Cli.Replay;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Engine;
using ScrapeGuard.Engine.Threading;

namespace ScrapeGuard.Cli.Evaluating;

/// <summary>
/// One pass over captures through an engine for a command that looks at it batch by batch, with the events that led to
/// the decisions at hand.
/// </summary>
internal sealed class JudgedPass : IDisposable
{
    private readonly CaptureSet _captures;
    private readonly WorkCrew _crew;
    private readonly EngineOptions _options;
    private readonly List<DetectionEngine> _beside = [];

    /// <param name="captures">What to read.</param>
    /// <param name="judging">Policy, model and threads.</param>
    /// <param name="observer">Is shown every row that is scored; may be null.</param>
    /// <param name="inSmallSteps">The engine gets a few events at a time, for which it is not worth to wake threads:
    /// they then decode only.</param>
    public JudgedPass(CaptureSet captures, Judging judging, IEvaluationObserver? observer, bool inSmallSteps)
    {
        _captures = captures;
        _crew = new WorkCrew(judging.Threads);
        _options = new EngineOptions { Shards = inSmallSteps ? 1 : judging.Threads };
        Engine = new DetectionEngine(_options, judging.Policy, judging.Model, inSmallSteps ? null : _crew);
        if (observer is not null)
        {
            Engine.OnEvaluation(observer);
        }
    }

    public DetectionEngine Engine { get; }

    /// <summary>Events decoded.</summary>
    public long Events { get; private set; }

    /// <summary>Another engine for the same events; <c>take</c> of <see cref="Run"/> hands them on to it too.</summary>
    public DetectionEngine AddBeside(Judging judging)
    {
        var engine = new DetectionEngine(_options, judging.Policy, judging.Model, _crew);
        _beside.Add(engine);
        return engine;
    }

    /// <summary>Reads the captures to their end.</summary>
    /// <param name="take">Is given each batch, in order of arrival, and hands it on to the engine.</param>
    /// <param name="progress">Told the share that is read, 0 to 1.</param>
    /// <param name="stop">Ends the run early.</param>
    public void Run(Action<EventBatch> take, Action<double> progress, CancellationToken stop)
    {
        var feed = new CaptureFeed(_captures, _crew);
        while (!stop.IsCancellationRequested && feed.TryRead(out var batches))
        {
            foreach (var batch in batches)
            {
                if (Events == 0)
                {
                    Engine.Prime(batch);
                    _beside.ForEach(engine => engine.Prime(batch));
                }

                Events += batch.Count;
                take(batch);
            }

            progress(_captures.ShareRead ?? 0);
        }
    }

    public void Dispose()
    {
        Engine.Dispose();
        _beside.ForEach(engine => engine.Dispose());
        _crew.Dispose();
    }
}
