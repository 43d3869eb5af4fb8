using Microsoft.AspNetCore.Http;

namespace ScrapeGuard.Console.Api;

/// <summary>What a call is answered.</summary>
internal abstract record ApiAnswer
{
    /// <summary>A document.</summary>
    public sealed record Json(int Status, object Value) : ApiAnswer;

    /// <summary>What is wrong (RFC 9457).</summary>
    public sealed record Problem(int Status, string Title, string? Detail, IReadOnlyList<string>? Errors = null)
        : ApiAnswer
    {
        /// <summary>Seconds after which it may be tried again; 0: nothing is said.</summary>
        public int RetrySeconds { get; init; }
    }

    /// <summary>A document that is not the API's JSON.</summary>
    public sealed record Document(string Type, string? FileName, Func<Stream, CancellationToken, Task> WriteAsync)
        : ApiAnswer;

    /// <summary>The call writes the answer itself, until whoever asked has gone.</summary>
    public sealed record Running(Func<HttpContext, Task> RunAsync) : ApiAnswer;

    public static ApiAnswer Ok(object value) => new Json(StatusCodes.Status200OK, value);

    public static ApiAnswer NotFound(string detail) =>
        new Problem(StatusCodes.Status404NotFound, "There is no such thing", detail);

    public static ApiAnswer Bad(IReadOnlyList<string> errors) =>
        new Problem(StatusCodes.Status400BadRequest, "The request is not right", errors.FirstOrDefault(), errors);
}
