using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ScrapeGuard.Cli.Tests.Actioning.Receivers;

/// <summary>A server of HTTP that keeps what it got; it can go away and come back to its port.</summary>
internal sealed class HttpReceiver : IAsyncDisposable
{
    private WebApplication? _app;
    private int _port;

    /// <summary>A request as it came, and what it was answered.</summary>
    public sealed record Got(string? ContentType, string Body, int Status);

    public ConcurrentQueue<Got> Requests { get; } = new();

    /// <summary>Answers the n-th request, counted from 0, of a body: a status, and a body of its own.</summary>
    public Func<int, string, (int Status, string Body)> Answer { get; set; } = (_, _) => (202, "");

    public string Url => $"http://127.0.0.1:{_port}/events";

    public static async Task<HttpReceiver> StartAsync()
    {
        var receiver = new HttpReceiver();
        await receiver.ComeAsync();
        return receiver;
    }

    /// <summary>Listens, at the port that it had before.</summary>
    public async Task ComeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, _port));
        _app = builder.Build();
        _app.Run(TakeAsync);
        await _app.StartAsync();
        var addresses = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        _port = new Uri(addresses.Addresses.First()).Port;
    }

    /// <summary>Goes away: nobody listens any more.</summary>
    public async Task GoAsync()
    {
        await _app!.DisposeAsync();
        _app = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await GoAsync();
        }
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        int status;
        string text;
        lock (Requests)
        {
            (status, text) = Answer(Requests.Count, body);
            Requests.Enqueue(new Got(context.Request.ContentType, body, status));
        }

        if (status == 0)
        {
            // It took it, and nobody hears of it.
            context.Abort();
            return;
        }

        context.Response.StatusCode = status;
        await context.Response.WriteAsync(text);
    }
}
