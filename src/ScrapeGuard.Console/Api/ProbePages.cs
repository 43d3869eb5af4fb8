using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ScrapeGuard.Console.Sources;

namespace ScrapeGuard.Console.Api;

/// <summary><c>/health/live</c>, <c>/health/ready</c> and <c>/metrics</c>: for probes and scrapers, without sign-in.
/// </summary>
internal static class ProbePages
{
    private const string Exposition = "text/plain; version=0.0.4; charset=utf-8";

    public static void Map(IEndpointRouteBuilder app, ConsoleSources sources)
    {
        app.MapGet("/health/live", (RequestDelegate)(http => ApiRunner.WriteAsync(
            http, ApiAnswer.Ok(new HealthView("live", null)))));
        app.MapGet("/health/ready", (RequestDelegate)(http =>
        {
            var reasons = sources.NotReady();
            return ApiRunner.WriteAsync(http, reasons.Count == 0
                ? ApiAnswer.Ok(new HealthView("ready", null))
                : new ApiAnswer.Json(StatusCodes.Status503ServiceUnavailable, new HealthView("not ready", reasons)));
        }));
        if (sources.Metrics is { } metrics)
        {
            app.MapGet("/metrics", (RequestDelegate)(async http =>
            {
                http.Response.ContentType = Exposition;
                await http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(metrics()), http.RequestAborted);
            }));
        }
    }

    /// <param name="Status"><c>live</c>, <c>ready</c> or <c>not ready</c>.</param>
    /// <param name="Reasons">What is not ready, and why.</param>
    internal sealed record HealthView(string Status, IReadOnlyList<string>? Reasons);
}
