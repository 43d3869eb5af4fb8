using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using ScrapeGuard.Telemetry.Exposition;

namespace ScrapeGuard.Telemetry.Server;

/// <summary><c>/health/live</c>, <c>/health/ready</c> and <c>/metrics</c>, to be read only.</summary>
internal sealed class TelemetryPages(Func<HealthStatus> health, MetricsPage metrics) : IHttpApplication<HttpContext>
{
    private const string Json = "application/json";

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
        // Nothing is held.
    }

    public Task ProcessRequestAsync(HttpContext context)
    {
        var request = context.Request;
        Func<HttpContext, Task>? answer = request.Path.Value switch
        {
            "/health/live" => LiveAsync,
            "/health/ready" => ReadyAsync,
            "/metrics" => MetricsAsync,
            _ => null,
        };
        if (answer is null)
        {
            return RefuseAsync(context, StatusCodes.Status404NotFound);
        }

        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            context.Response.Headers.Allow = "GET, HEAD";
            return RefuseAsync(context, StatusCodes.Status405MethodNotAllowed);
        }

        return context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true }
            ? RefuseAsync(context, StatusCodes.Status413PayloadTooLarge)
            : answer(context);
    }

    private static int Code(bool isWell) =>
        isWell ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;

    // Whatever came with the request is not read: the connection ends instead.
    private static Task RefuseAsync(HttpContext context, int code)
    {
        context.Response.Headers.Connection = "close";
        context.Response.StatusCode = code;
        context.Response.ContentLength = 0;
        return Task.CompletedTask;
    }

    private static async Task AnswerAsync(HttpContext context, int code, string type, ReadOnlyMemory<byte> body)
    {
        var response = context.Response;
        response.StatusCode = code;
        response.ContentType = type;
        response.ContentLength = body.Length;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(body, context.RequestAborted);
        }
    }

    private Task LiveAsync(HttpContext context)
    {
        var status = health();
        return AnswerAsync(context, Code(status.IsLive), Json, HealthJson.OfLive(status));
    }

    private Task ReadyAsync(HttpContext context)
    {
        var status = health();
        return AnswerAsync(context, Code(status.IsReady), Json, HealthJson.OfReady(status));
    }

    private Task MetricsAsync(HttpContext context) =>
        AnswerAsync(context, StatusCodes.Status200OK, MetricsPage.ContentType, Encoding.UTF8.GetBytes(metrics.Read()));
}
