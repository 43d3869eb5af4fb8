using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace ScrapeGuard.Console.Live;

/// <summary>
/// Writes server-sent events (HTML, section 9.2): <c>id:</c>, <c>event:</c> and <c>data:</c> lines, an empty line after
/// each event, and a comment now and then so that nobody on the way takes the line for dead.
/// </summary>
internal sealed class StreamWriter(HttpResponse response, CancellationToken stop)
{
    private const string Media = "text/event-stream";

    public async Task BeginAsync()
    {
        response.ContentType = Media;
        response.Headers.CacheControl = "no-store";

        // A proxy that gathers answers would gather this one for ever.
        response.Headers["X-Accel-Buffering"] = "no";
        await WriteAsync("retry: 3000\n\n"u8.ToArray());
    }

    public Task HeartbeatAsync() => WriteAsync(": still here\n\n"u8.ToArray());

    public async Task WriteAsync(LiveBatch batch)
    {
        var bytes = new ArrayBufferWriter<byte>();
        if (batch.Missed > 0)
        {
            var count = batch.Missed.ToString(CultureInfo.InvariantCulture);
            Write(bytes, id: null, "missed", Encoding.UTF8.GetBytes($"{{\"count\":{count}}}"));
        }

        foreach (var message in batch.Messages)
        {
            Write(bytes, message.Id, message.Kind, message.Json.Span);
        }

        if (!batch.Overview.IsEmpty)
        {
            Write(bytes, id: null, "overview", batch.Overview.Span);
        }

        await WriteAsync(bytes.WrittenMemory);
    }

    private static void Write(ArrayBufferWriter<byte> bytes, long? id, string kind, ReadOnlySpan<byte> json)
    {
        if (id is { } known)
        {
            bytes.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"id: {known}\n")));
        }

        bytes.Write(Encoding.ASCII.GetBytes($"event: {kind}\n"));
        bytes.Write("data: "u8);
        bytes.Write(json);
        bytes.Write("\n\n"u8);
    }

    private async Task WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        await response.Body.WriteAsync(bytes, stop);
        await response.Body.FlushAsync(stop);
    }
}
