using Microsoft.AspNetCore.Http;
using ScrapeGuard.Console.Api;
using ScrapeGuard.Console.Views;

namespace ScrapeGuard.Console.SignIn;

/// <summary><c>/api/v1/session</c>: signs in, tells who is, signs out.</summary>
internal static class SessionCalls
{
    /// <summary>Whoever reads this machine's terminal, under the name that the system has for them.</summary>
    private static readonly string LinkPerson =
        Environment.UserName is { Length: > 0 and <= 64 } name ? name : "sign-in link";

    public static Task<ApiAnswer> GetAsync(ApiCall call) =>
        Task.FromResult(ApiAnswer.Ok(SessionView.Of(call.Person)));

    /// <summary>A one-time code or a key for a cookie.</summary>
    public static async Task<ApiAnswer> PostAsync(ApiCall call)
    {
        var (http, console) = (call.Http, call.Console);
        if (console.Gate.TooMany(http) is { } wait)
        {
            return wait;
        }

        using var body = await BodyReader.ReadAsync(http.Request, call.Cancellation);
        var code = body.Text("code", HashedKey.MaxChars);
        var key = body.Text("apiKey", HashedKey.MaxChars);
        if (body.Errors.Count > 0 || code is null == key is null)
        {
            return ApiAnswer.Bad(body.Errors.Count > 0 ? body.Errors : ["code: give either this or apiKey"]);
        }

        var who = code is null
            ? console.Gate.ByKey(key!) is { } known ? (known.Name, known.Role) : ((string, Role)?)null
            : console.Codes.Use(code) is { } role ? (LinkPerson, role) : null;
        if (who is not var (name, may))
        {
            return console.Gate.Failed(http, code is null ? "the key is nobody's" : "the link was used, or is too old");
        }

        var (token, person) = console.Sessions.Begin(name, may);
        http.Response.Cookies.Append(Gate.Cookie, token, Options(http, console.Options.SessionFor));
        return ApiAnswer.Ok(SessionView.Of(person));
    }

    public static Task<ApiAnswer> DeleteAsync(ApiCall call)
    {
        if (call.Http.Request.Cookies.TryGetValue(Gate.Cookie, out var token))
        {
            call.Console.Sessions.End(token);
        }

        call.Http.Response.Cookies.Delete(Gate.Cookie, Options(call.Http, lasts: null));
        return Task.FromResult(ApiAnswer.Ok(new SignedOutView(true)));
    }

    // Whoever forges it makes a cookie of their own that plain HTTP does not get: nothing is to be won by it.
    private static bool IsHttpsAtTheProxy(HttpRequest request) =>
        request.Headers["X-Forwarded-Proto"] is [{ } scheme, ..]
            && scheme.Equals("https", StringComparison.OrdinalIgnoreCase);

    private static CookieOptions Options(HttpContext http, TimeSpan? lasts) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = http.Request.IsHttps || IsHttpsAtTheProxy(http.Request),
        Path = "/",
        MaxAge = lasts,
    };
}
