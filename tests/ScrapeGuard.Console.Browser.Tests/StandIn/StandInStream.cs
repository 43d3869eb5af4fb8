using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace ScrapeGuard.Console.Browser.Tests.StandIn;

/// <summary>Server-sent events at a pace: decisions, half as many changed cases, an overview a second.</summary>
internal static class StandInStream
{
    private const int BeatsPerSecond = 10;

    public static async Task WriteAsync(
        HttpContext http, int cases, int decisionsPerSecond, Func<bool> hasCampaign)
    {
        http.Response.ContentType = "text/event-stream";
        using var beat = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / BeatsPerSecond));
        var (id, owed) = (0, 0);
        var text = new StringBuilder();
        try
        {
            for (var round = 0; ; round++)
            {
                text.Clear();
                for (owed += decisionsPerSecond; owed >= BeatsPerSecond; owed -= BeatsPerSecond)
                {
                    // A stride that is no divisor walks over all of them.
                    var index = id * 7 % cases;
                    Append(text, ++id, "decision", MadeUp.Decision(index, 4000 + (id / 100)));
                    if (id % 2 == 0)
                    {
                        var changed = new { id = MadeUp.IdOf(index), state = "open", account = MadeUp.NameOf(index) };
                        Append(text, ++id, "case", changed);
                    }
                }

                if (round % BeatsPerSecond == 0)
                {
                    var overview = MadeUpViews.Overview(cases, round / BeatsPerSecond, hasCampaign());
                    Append(text, ++id, "overview", overview);
                }

                await http.Response.WriteAsync(text.ToString(), http.RequestAborted);
                await http.Response.Body.FlushAsync(http.RequestAborted);
                await beat.WaitForNextTickAsync(http.RequestAborted);
            }
        }
        catch (OperationCanceledException)
        {
            // The reader left, as readers do.
        }
    }

    private static void Append(StringBuilder text, int id, string kind, object data) =>
        text.Append($"id: {id}\nevent: {kind}\ndata: {JsonSerializer.Serialize(data)}\n\n");
}
