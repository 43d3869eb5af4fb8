using Microsoft.AspNetCore.Http;
using ScrapeGuard.Console.Api;
using ScrapeGuard.Console.Sources;
using ScrapeGuard.Console.Traffic;
using ScrapeGuard.Console.Views;

namespace ScrapeGuard.Console.Policies;

/// <summary><c>/api/v1/policies</c>: to be looked at, checked, and tried on the traffic that is kept.</summary>
internal sealed class PolicyCalls(IPolicyDesk desk, TrafficModel traffic)
{
    private const int MaxChars = 60_000;

    private int _trying;

    public Task<ApiAnswer> ListAsync(ApiCall call) =>
        Task.FromResult(ApiAnswer.Ok(new ListView<PolicyView>(desk.List(), Next: null)));

    public async Task<ApiAnswer> ValidateAsync(ApiCall call)
    {
        using var body = await BodyReader.ReadAsync(call.Http.Request, call.Cancellation);
        var text = body.Text("text", MaxChars, isMust: true);
        return text is null ? ApiAnswer.Bad(body.Errors) : ApiAnswer.Ok(desk.Check(text));
    }

    /// <summary>One at a time: it judges all that is kept, twice.</summary>
    public async Task<ApiAnswer> WhatIfAsync(ApiCall call)
    {
        using var body = await BodyReader.ReadAsync(call.Http.Request, call.Cancellation);
        var text = body.Text("text", MaxChars, isMust: true);
        if (text is null)
        {
            return ApiAnswer.Bad(body.Errors);
        }

        if (desk.Check(text) is { Valid: false } check)
        {
            return ApiAnswer.Bad([.. check.Errors.Select(error =>
                (error.Line is { } line ? $"line {line}: " : "") + (error.Key.Length > 0 ? $"{error.Key}: " : "")
                + error.Message)]);
        }

        if (Interlocked.Exchange(ref _trying, 1) != 0)
        {
            return new ApiAnswer.Problem(
                StatusCodes.Status429TooManyRequests, "Another policy is being tried", "one at a time")
            { RetrySeconds = 5 };
        }

        try
        {
            var kept = traffic.Read(tables => tables.Recent.All());
            return ApiAnswer.Ok(await desk.TryAsync(text, kept, call.Cancellation));
        }
        finally
        {
            Volatile.Write(ref _trying, 0);
        }
    }
}
