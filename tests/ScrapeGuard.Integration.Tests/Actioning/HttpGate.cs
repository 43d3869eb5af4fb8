using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ScrapeGuard.Integration.Tests.Actioning;

/// <summary>Where a gate holds a call.</summary>
internal enum GatePlace
{
    /// <summary>Calls pass.</summary>
    Open,

    /// <summary>Before the service hears of it.</summary>
    Before,

    /// <summary>When the service has acted, and the caller does not know yet.</summary>
    After,
}

/// <summary>
/// Stands before the account service and holds calls (not questions) until it is told, so that a caller can be met at
/// any step of a call without counting on time.
/// </summary>
internal sealed class HttpGate : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly HttpClient _client;
    private readonly Lock _lock = new();
    private TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private GatePlace _place;
    private int _held;

    private HttpGate(WebApplication server, HttpClient client) => (_server, _client) = (server, client);

    /// <summary>Where to call it.</summary>
    public string Url => _server.Urls.First();

    /// <summary>Calls that wait at the gate.</summary>
    public int Held => Volatile.Read(ref _held);

    public static async Task<HttpGate> StartAsync(string service)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        var gate = new HttpGate(server, new HttpClient { BaseAddress = new Uri(service) });
        server.Run(gate.PassAsync);
        await server.StartAsync();
        return gate;
    }

    /// <summary>From now on calls wait.</summary>
    public void Close(GatePlace place)
    {
        lock (_lock)
        {
            _place = place;
        }
    }

    /// <summary>Lets all go that wait, and those that come.</summary>
    public void Open()
    {
        lock (_lock)
        {
            _place = GatePlace.Open;
            _opened.SetResult();
            _opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Open();
        await _server.DisposeAsync();
        _client.Dispose();
    }

    private async Task PassAsync(HttpContext context)
    {
        var isCall = HttpMethods.IsPost(context.Request.Method);
        await WaitAsync(isCall, GatePlace.Before, context.RequestAborted);
        using var request = new HttpRequestMessage(
            new HttpMethod(context.Request.Method), context.Request.Path + context.Request.QueryString);
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        if (isCall)
        {
            request.Content = new ByteArrayContent(body.ToArray());
        }

        foreach (var header in context.Request.Headers.Where(header => header.Key is not "Host" and not "Connection"))
        {
            if (!request.Headers.TryAddWithoutValidation(header.Key, header.Value.ToArray()))
            {
                request.Content?.Headers.TryAddWithoutValidation(header.Key, header.Value.ToArray());
            }
        }

        // Not broken off with the caller: what has passed the gate is the service's.
        HttpResponseMessage answer;
        try
        {
            answer = await _client.SendAsync(request, CancellationToken.None);
        }
        catch (HttpRequestException)
        {
            // The service has dropped the connection, and so does the gate.
            context.Abort();
            return;
        }

        using (answer)
        {
            await WaitAsync(isCall, GatePlace.After, context.RequestAborted);
            context.Response.StatusCode = (int)answer.StatusCode;
            foreach (var header in answer.Headers.Concat(answer.Content.Headers)
                .Where(header => header.Key is not "Transfer-Encoding" and not "Connection"))
            {
                context.Response.Headers[header.Key] = header.Value.ToArray();
            }

            await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
        }
    }

    private async Task WaitAsync(bool isCall, GatePlace place, CancellationToken aborted)
    {
        Task opened;
        lock (_lock)
        {
            if (!isCall || _place != place)
            {
                return;
            }

            opened = _opened.Task;
        }

        Interlocked.Increment(ref _held);
        try
        {
            await opened.WaitAsync(aborted);
        }
        finally
        {
            Interlocked.Decrement(ref _held);
        }
    }
}
