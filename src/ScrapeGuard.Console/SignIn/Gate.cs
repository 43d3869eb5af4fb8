using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ScrapeGuard.Console.Api;
using ScrapeGuard.Console.SignIn.Tokens;

namespace ScrapeGuard.Console.SignIn;

/// <summary>Decides who asks, and whether they may.</summary>
internal sealed partial class Gate(
    Sessions sessions, KeyRing keys, TokenVerifier? tokens, FailedSignIns failures, ILogger log)
{
    public const string Cookie = "scrapeguard-session";
    public const string KeyHeader = "X-Api-Key";

    /// <summary>A header that a page of another site cannot send: writes of a browser must have it.</summary>
    public const string WriteHeader = "X-ScrapeGuard";

    private const string Bearer = "Bearer ";

    /// <summary>Lets a request in, or says why not. What has no person is let in nowhere but where anyone is.</summary>
    public async Task<(Person? Person, ApiAnswer? Refusal)> EnterAsync(HttpContext http, ApiRoute route)
    {
        // Browsers say where a request comes from: nothing of another site is answered, whatever it carries.
        if (http.Request.Headers["Sec-Fetch-Site"] is ["cross-site" or "same-site", ..])
        {
            return (null, Forbidden("The request comes from another site"));
        }

        if (route.Least is not { } least)
        {
            return (null, null);
        }

        var (person, refusal) = await PersonOfAsync(http);
        if (person is null)
        {
            return (null, refusal ?? Unknown("Sign in, or send a key or a token"));
        }

        if (person.Role < least)
        {
            LogForbidden(log, person.Name, RoleWords.Of(person.Role), route.Method, route.Path);
            return (null, Forbidden($"It takes the role {RoleWords.Of(least)}; yours is {RoleWords.Of(person.Role)}"));
        }

        if (route.IsWrite && person.IsSession && http.Request.Headers[WriteHeader] is not ["1"])
        {
            return (null, Forbidden($"Writes from a browser need the header {WriteHeader}: 1"));
        }

        return (person, null);
    }

    /// <summary>Who asks; null, with a refusal when they tried to sign in and failed.</summary>
    public async Task<(Person? Person, ApiAnswer? Refusal)> PersonOfAsync(HttpContext http)
    {
        var headers = http.Request.Headers;
        if (headers[KeyHeader] is [{ Length: > 0 } key, ..])
        {
            return Counted(http, TooMany(http) ?? (object?)ByKey(key), "the key is nobody's");
        }

        if (headers.Authorization is [{ } authorization, ..]
            && authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            if (TooMany(http) is { } wait)
            {
                return (null, wait);
            }

            var (person, reason) = tokens is null
                ? (null, "tokens are not set up here")
                : await tokens.CheckAsync(authorization[Bearer.Length..].Trim(), http.RequestAborted);
            return Counted(http, person, reason);
        }

        return (http.Request.Cookies.TryGetValue(Cookie, out var token) ? sessions.Find(token) : null, null);
    }

    /// <summary>Why an address may not try now; null: it may.</summary>
    public ApiAnswer? TooMany(HttpContext http) =>
        failures.WaitSeconds(AddressOf(http)) is > 0 and var seconds
            ? new ApiAnswer.Problem(
                StatusCodes.Status429TooManyRequests, "Too many sign-ins have failed", $"Try again in {seconds} s")
            { RetrySeconds = seconds }
            : null;

    /// <summary>Counts a sign-in that failed, and says so.</summary>
    public ApiAnswer Failed(HttpContext http, string reason)
    {
        var address = AddressOf(http);
        failures.Add(address);
        LogFailed(log, address, reason);
        return Unknown($"It was not accepted: {reason}");
    }

    public Person? ByKey(string key) =>
        keys.Find(key) is { } found ? new Person(found.Name, found.Role, ExpiresMicros: null, IsSession: false) : null;

    // A listener for both kinds shows IPv4 as part of IPv6.
    private static string AddressOf(HttpContext http) => http.Connection.RemoteIpAddress switch
    {
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4().ToString(),
        var address => address?.ToString() ?? "",
    };

    private static ApiAnswer.Problem Unknown(string detail) =>
        new(StatusCodes.Status401Unauthorized, "Nobody is signed in", detail);

    private static ApiAnswer.Problem Forbidden(string detail) =>
        new(StatusCodes.Status403Forbidden, "This is not allowed", detail);

    private (Person? Person, ApiAnswer? Refusal) Counted(HttpContext http, object? found, string reason) => found switch
    {
        Person person => (person, null),
        ApiAnswer wait => (null, wait),
        _ => (null, Failed(http, reason)),
    };

    [LoggerMessage(8111, LogLevel.Warning, "a sign-in from {Address} failed: {Reason}")]
    private static partial void LogFailed(ILogger logger, string address, string reason);

    [LoggerMessage(8112, LogLevel.Warning, "{Person} ({Role}) may not {Method} {Path}")]
    private static partial void LogForbidden(
        ILogger logger, string person, string role, string method, string path);
}
