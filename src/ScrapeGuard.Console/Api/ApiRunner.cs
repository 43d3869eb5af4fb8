using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using ScrapeGuard.Actions.Storing;
using ScrapeGuard.Console.Hosting;

namespace ScrapeGuard.Console.Api;

/// <summary>Runs a route for whoever may call it, and writes what it is answered.</summary>
internal static class ApiRunner
{
    private const int WorthPacking = 1_024;

    public static RequestDelegate For(ApiRoute route, ConsoleContext console) => async http =>
    {
        var answer = await AnswerAsync(route, console, http);
        if (answer is not null)
        {
            await WriteAsync(http, answer);
        }
    };

    public static async Task WriteAsync(HttpContext http, ApiAnswer answer)
    {
        switch (answer)
        {
            case ApiAnswer.Json json:
                await WriteAsync(http, json.Status, "application/json", ApiJson.ToBytes(json.Value));
                break;
            case ApiAnswer.Problem problem:
                if (problem.RetrySeconds > 0)
                {
                    http.Response.Headers.RetryAfter = problem.RetrySeconds.ToString();
                }

                await WriteAsync(http, problem.Status, "application/problem+json", ApiJson.ToBytes(new ProblemView(
                    "about:blank", problem.Title, problem.Status, problem.Detail, problem.Errors)));
                break;
            case ApiAnswer.Document document:
                http.Response.ContentType = document.Type;
                if (document.FileName is not null)
                {
                    http.Response.Headers.ContentDisposition = $"attachment; filename=\"{document.FileName}\"";
                }

                await document.WriteAsync(http.Response.Body, http.RequestAborted);
                break;
            case ApiAnswer.Running stream:
                await stream.RunAsync(http);
                break;
        }
    }

    private static async Task<ApiAnswer?> AnswerAsync(ApiRoute route, ConsoleContext console, HttpContext http)
    {
        try
        {
            var (person, refusal) = await console.Gate.EnterAsync(http, route);
            if (refusal is not null)
            {
                return refusal;
            }

            return await route.RunAsync(new ApiCall(http, console, person));
        }
        catch (BadHttpRequestException exception)
        {
            return new ApiAnswer.Problem(exception.StatusCode, "The request is not right", exception.Message);
        }
        catch (StoreUnavailableException exception)
        {
            return new ApiAnswer.Problem(
                StatusCodes.Status503ServiceUnavailable, "The database does not answer", exception.Message)
            { RetrySeconds = 5 };
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Whoever asked has gone.
            http.Abort();
            return null;
        }
    }

    private static async Task WriteAsync(HttpContext http, int status, string type, ReadOnlyMemory<byte> body)
    {
        var response = http.Response;
        response.StatusCode = status;
        response.ContentType = type;
        response.Headers.CacheControl = "no-store";
        response.Headers.Vary = "Accept-Encoding";
        if (body.Length < WorthPacking || !AcceptsGzip(http.Request))
        {
            response.ContentLength = body.Length;
            await response.Body.WriteAsync(body, http.RequestAborted);
            return;
        }

        response.Headers.ContentEncoding = "gzip";
        await using var gzip = new GZipStream(response.Body, CompressionLevel.Fastest, leaveOpen: true);
        await gzip.WriteAsync(body, http.RequestAborted);
    }

    internal static bool AcceptsGzip(HttpRequest request) =>
        request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase);
}
