using System.Text.Json;
using ScrapeGuard.Actions.Storing;
using ScrapeGuard.Console.Api;

namespace ScrapeGuard.Console.Acting;

/// <summary><c>GET /api/v1/labels.ndjson</c>: what <c>train --labels</c> reads.</summary>
internal static class LabelCalls
{
    private const int PageCommands = 1_000;
    private const int MaxAccounts = 1_000_000;

    /// <summary>
    /// Each account's last label. Labels are notes, and whether a case took the note does not matter here.
    /// </summary>
    public static Func<ApiCall, Task<ApiAnswer>> Export(IActionReader store) => _ =>
        Task.FromResult<ApiAnswer>(new ApiAnswer.Document(
            "application/x-ndjson", "labels.ndjson", (output, stop) => WriteAsync(store, output, stop)));

    private static async Task WriteAsync(IActionReader store, Stream output, CancellationToken stop)
    {
        var told = new HashSet<string>(StringComparer.Ordinal);
        for (var skip = 0; told.Count < MaxAccounts; skip += PageCommands)
        {
            var page = await store.CommandsAsync(account: null, skip, PageCommands, stop);
            foreach (var label in page.Select(kept => Label.Of(kept.Command)).OfType<Label>())
            {
                // Newest first: what was said before no longer holds.
                if (told.Add(label.Account))
                {
                    var line = new LabelLine(label.Account, label.Verdict, label.By, label.Why);
                    await output.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(line, ApiJson.Options), stop);
                    await output.WriteAsync("\n"u8.ToArray(), stop);
                }
            }

            await output.FlushAsync(stop);
            if (page.Count < PageCommands)
            {
                return;
            }
        }
    }

    internal sealed record LabelLine(string Account, string Verdict, string By, string Why);
}
