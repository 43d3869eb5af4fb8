using ScrapeGuard.Campaigns.Leaks;
using ScrapeGuard.Console.Api;
using ScrapeGuard.Console.Sources;

namespace ScrapeGuard.Console.Traffic;

/// <summary><c>/api/v1/extent</c>: how much is gone, in all forms that the command has.</summary>
internal sealed class ExtentCalls(TrafficModel traffic, ListeningDesk listening, IExtentForms forms)
{
    public Task<ApiAnswer> JsonAsync(ApiCall call) =>
        AnswerAsync("application/json", fileName: null, forms.WriteJson);

    public Task<ApiAnswer> CsvAsync(ApiCall call) =>
        AnswerAsync("text/csv; charset=utf-8", "extent.csv", forms.WriteCsv);

    public Task<ApiAnswer> HtmlAsync(ApiCall call) =>
        AnswerAsync("text/html; charset=utf-8", "extent.html", forms.WriteHtml);

    private Task<ApiAnswer> AnswerAsync(string type, string? fileName, Action<Stream, LeakReport> write)
    {
        var shares = listening.Shares();
        var report = traffic.Read(tables => ExtentBuilder.Build(tables, shares));
        return Task.FromResult<ApiAnswer>(new ApiAnswer.Document(type, fileName, async (output, stop) =>
        {
            // Forms write as they like, and the network takes it as it can.
            using var whole = new MemoryStream();
            write(whole, report);
            whole.Position = 0;
            await whole.CopyToAsync(output, stop);
        }));
    }
}
