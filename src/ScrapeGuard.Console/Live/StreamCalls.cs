using System.Globalization;
using Microsoft.AspNetCore.Http;
using ScrapeGuard.Console.Api;
using ScrapeGuard.Console.Hosting;
using ScrapeGuard.Core.Time;

namespace ScrapeGuard.Console.Live;

/// <summary><c>GET /api/v1/stream</c>.</summary>
internal sealed class StreamCalls
{
    /// <summary>Most streams at once.</summary>
    public const int MaxReaders = 64;

    private const int AtOnce = 100;
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    private int _readers;

    public int Readers => Volatile.Read(ref _readers);

    public Task<ApiAnswer> OpenAsync(ApiCall call)
    {
        if (Interlocked.Increment(ref _readers) > MaxReaders)
        {
            Interlocked.Decrement(ref _readers);
            return Task.FromResult<ApiAnswer>(new ApiAnswer.Problem(
                StatusCodes.Status503ServiceUnavailable, "Too many streams are open", $"{MaxReaders} at most")
            { RetrySeconds = 10 });
        }

        return Task.FromResult<ApiAnswer>(new ApiAnswer.Running(async http =>
        {
            try
            {
                await RunAsync(call, http);
            }
            catch (OperationCanceledException)
            {
                // The reader has gone, or the console ends.
            }
            finally
            {
                Interlocked.Decrement(ref _readers);
            }
        }));
    }

    private static async Task RunAsync(ApiCall call, HttpContext http)
    {
        var console = call.Console;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, console.Stopping);
        var writer = new StreamWriter(http.Response, ending.Token);
        var place = console.Feed.PlaceAfter(LastIdOf(http.Request));
        await writer.BeginAsync();
        while (!ending.IsCancellationRequested && IsSignedIn(call, console))
        {
            var batch = console.Feed.Take(place, AtOnce);
            if (!batch.IsEmpty)
            {
                await writer.WriteAsync(batch);
                continue;
            }

            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(ending.Token);
            await Task.WhenAny(batch.More, Task.Delay(Heartbeat, console.Time, waiting.Token));
            await waiting.CancelAsync();
            if (!batch.More.IsCompleted && !ending.IsCancellationRequested)
            {
                await writer.HeartbeatAsync();
            }
        }
    }

    /// <summary>A stream ends with the session that opened it.</summary>
    private static bool IsSignedIn(ApiCall call, ConsoleContext console) =>
        !(call.Person.ExpiresMicros <= UnixMicros.Of(console.Time.GetUtcNow()))
        && (!call.Person.IsSession || console.IsInSession(call.Http));

    private static long? LastIdOf(HttpRequest request) =>
        long.TryParse(
            request.Headers["Last-Event-ID"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                ? id
                : null;
}
