using System.Threading.RateLimiting;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;
using ScrapeGuard.AccountService.Options;
using ScrapeGuard.AccountService.Templates;

namespace ScrapeGuard.AccountService.Calling;

/// <summary>
/// What stands around attempts, from outside in: places for so many at a time, further attempts, a breaker, a time
/// limit. Calls and questions have one each: a service that fails at acting may well answer what it has done.
/// </summary>
internal sealed class ServicePipeline : IDisposable
{
    private static readonly TimeSpan FullPause = TimeSpan.FromSeconds(1);

    private readonly ConcurrencyLimiter _places;
    private readonly ResiliencePipeline<Reply> _pipeline;
    private readonly string _name;

    /// <param name="name">What goes through here, for people: <c>calls</c>, <c>questions</c>.</param>
    /// <param name="options">The settings.</param>
    /// <param name="retries">Which replies are worth another attempt.</param>
    /// <param name="time">The clock.</param>
    /// <param name="chance">Of the jitter.</param>
    /// <param name="onBreak">Told when the breaker opens (true) and closes (false).</param>
    public ServicePipeline(
        string name, AccountServiceOptions options, Func<Reply, bool> retries, TimeProvider time, SeededChance chance,
        Action<string, bool> onBreak)
    {
        _name = name;
        _places = new ConcurrencyLimiter(new ConcurrencyLimiterOptions
        {
            PermitLimit = options.MaxConcurrentCalls,
            QueueLimit = options.MaxWaitingCalls,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });
        var builder = new ResiliencePipelineBuilder<Reply> { TimeProvider = time };
        if (options.MaxAttempts > 1)
        {
            builder.AddRetry(RetryOf(options, retries, chance));
        }

        _pipeline = builder
            .AddCircuitBreaker(BreakerOf(options.Breaker, name, onBreak))
            .AddTimeout(new TimeoutStrategyOptions
            {
                Timeout = TimeSpan.FromMilliseconds(options.AttemptTimeoutMilliseconds),
            })
            .Build();
    }

    /// <summary>Makes attempts until one is good, or no further one is worth it.</summary>
    /// <param name="attempt">
    /// One attempt. It turns faults, and the time limit's end of its token, into replies.
    /// </param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<Reply> RunAsync(
        Func<CancellationToken, ValueTask<Reply>> attempt, CancellationToken cancellation)
    {
        using var place = await _places.AcquireAsync(1, cancellation);
        if (!place.IsAcquired)
        {
            return new Reply(Meaning.NotDone, $"too many {_name} wait already", RetryAfter: FullPause);
        }

        try
        {
            return await _pipeline.ExecuteAsync(static (run, token) => run(token), attempt, cancellation);
        }
        catch (BrokenCircuitException broken)
        {
            return new Reply(
                Meaning.NotDone, $"not sent: the breaker of {_name} is open",
                RetryAfter: broken.RetryAfter ?? FullPause);
        }
    }

    public void Dispose() => _places.Dispose();

    private static RetryStrategyOptions<Reply> RetryOf(
        AccountServiceOptions options, Func<Reply, bool> retries, SeededChance chance)
    {
        var longest = TimeSpan.FromMilliseconds(options.MaxRetryDelayMilliseconds);
        return new RetryStrategyOptions<Reply>
        {
            MaxRetryAttempts = options.MaxAttempts - 1,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = TimeSpan.FromMilliseconds(options.RetryDelayMilliseconds),
            MaxDelay = longest,
            Randomizer = chance.Next,
            ShouldHandle = arguments => ValueTask.FromResult(
                arguments.Outcome.Result is { } reply && retries(reply)
                && (reply.RetryAfter is not { } wait || wait <= longest)),
            DelayGenerator = arguments => ValueTask.FromResult(arguments.Outcome.Result?.RetryAfter),
        };
    }

    private static CircuitBreakerStrategyOptions<Reply> BreakerOf(
        BreakerOptions options, string name, Action<string, bool> onBreak) => new()
        {
            FailureRatio = options.FailureShare,
            SamplingDuration = TimeSpan.FromSeconds(options.SamplingSeconds),
            MinimumThroughput = options.MinAttempts,
            BreakDuration = TimeSpan.FromSeconds(options.BreakSeconds),
            ShouldHandle = static arguments => ValueTask.FromResult(
                arguments.Outcome.Exception is not null and not OperationCanceledException
                || arguments.Outcome.Result is { IsFault: true }),
            OnOpened = _ =>
            {
                onBreak(name, true);
                return ValueTask.CompletedTask;
            },
            OnClosed = _ =>
            {
                onBreak(name, false);
                return ValueTask.CompletedTask;
            },
        };
}
