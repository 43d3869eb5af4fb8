using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace ScrapeGuard.Console.Browser.Tests.StandIn;

/// <summary>
/// The pages in front of made-up data: as many cases and decisions a second as a test wants, names as hostile as they
/// come. The keys are the roles' words. What the real server does is tested with the real program.
/// </summary>
internal sealed class StandInConsole : IAsyncDisposable
{
    /// <summary>Whoever looks for this name finds nothing.</summary>
    public const string Nobody = "nobody";

    private const string Cookie = "scrapeguard-session";
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        + "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static readonly string Web = Path.Combine(AppContext.BaseDirectory, "Web");
    private static readonly JsonSerializerOptions Json =
        new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private static readonly Dictionary<string, string> Types = new()
    {
        [".html"] = "text/html; charset=utf-8",
        [".js"] = "text/javascript",
        [".css"] = "text/css",
        [".svg"] = "image/svg+xml",
    };

    private readonly WebApplication _server;
    private readonly int _cases;
    private readonly int _decisionsPerSecond;
    private bool _isBroken;
    private bool _hasCampaign = true;

    private StandInConsole(WebApplication server, int cases, int decisionsPerSecond) =>
        (_server, _cases, _decisionsPerSecond) = (server, cases, decisionsPerSecond);

    public string Address { get; private set; } = "";

    /// <summary>From now on every question but who one is ends in an error.</summary>
    public void Break() => _isBroken = true;

    /// <summary>Whether there is a campaign; readers hear of it with the next overview.</summary>
    public void ShowCampaign(bool exists) => _hasCampaign = exists;

    public static async Task<StandInConsole> StartAsync(
        int cases = 120, int decisionsPerSecond = 2, string address = "http://127.0.0.1:0")
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(address);
        var server = builder.Build();
        var console = new StandInConsole(server, cases, decisionsPerSecond);
        server.Run(console.AnswerAsync);
        await server.StartAsync();
        console.Address = server.Urls.Single();
        return console;
    }

    public async ValueTask DisposeAsync()
    {
        using var soon = new CancellationTokenSource();
        await soon.CancelAsync();
        await _server.StopAsync(soon.Token);
        await _server.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        var path = http.Request.Path.Value!;
        http.Response.Headers.ContentSecurityPolicy = Policy;
        if (!path.StartsWith("/api/v1/", StringComparison.Ordinal))
        {
            await SendFileAsync(http, path == "/" ? "/index.html" : path);
            return;
        }

        var question = path["/api/v1/".Length..];
        if (question == "session" && HttpMethods.IsPost(http.Request.Method))
        {
            await SignInAsync(http);
        }
        else if (http.Request.Cookies[Cookie] is not { } role)
        {
            await SendAsync(http, new { title = "Unauthorized", status = 401 }, StatusCodes.Status401Unauthorized);
        }
        else if (question == "stream")
        {
            await StandInStream.WriteAsync(http, _cases, _decisionsPerSecond, () => _hasCampaign);
        }
        else if (_isBroken && question != "session")
        {
            await SendAsync(http, new { title = "Broken", status = 503, detail = "The store does not answer." }, 503);
        }
        else if (question.StartsWith("policies/", StringComparison.Ordinal))
        {
            await SendAsync(http, question == "policies/validate" ? MadeUpViews.Mistakes() : MadeUpViews.WhatIf());
        }
        else if (!HttpMethods.IsGet(http.Request.Method))
        {
            await SendAsync(http, new { accepted = true, command = "c1" }, StatusCodes.Status202Accepted);
        }
        else
        {
            await SendAsync(http, Read(question, role, http.Request.Query));
        }
    }

    private object? Read(string question, string role, IQueryCollection query) => question switch
    {
        "session" => new { name = "ada@example.org", role, expires = MadeUp.TimeOf(9000) },
        "overview" => MadeUpViews.Overview(_cases, 0, _hasCampaign),
        "words" => MadeUpViews.Words(),
        "decisions" => PageOf(query, _cases, index => MadeUp.Decision(index, 3999)),
        "cases" => PageOf(query, query["q"] == Nobody ? 0 : _cases, MadeUp.Case),
        "accounts" => PageOf(query, query["q"] == Nobody ? 0 : _cases, MadeUp.Account),
        "account" => MadeUp.AccountPage(
            Enumerable.Range(0, _cases).FirstOrDefault(index => MadeUp.NameOf(index) == query["name"], -1)),
        "campaigns" => new
        {
            items = query["state"] == "closed" || !_hasCampaign ? [] : new[] { MadeUpViews.Campaign() },
        },
        "extent" => MadeUpViews.Extent(),
        "policies" => MadeUpViews.Policies(),
        "audit" => PageOf(query, query["q"] == Nobody ? 0 : 300, MadeUpViews.Audit),
        "audit/verify" => new { entries = 300, unbroken = true, hash = "aa" },
        _ when question.StartsWith("campaigns/", StringComparison.Ordinal) => MadeUpViews.CampaignPage(),
        _ when question.StartsWith("cases/", StringComparison.Ordinal) => MadeUp.Case(
            int.Parse(question["cases/".Length..], System.Globalization.NumberStyles.HexNumber)),
        _ => new { },
    };

    private static object PageOf(IQueryCollection query, int all, Func<int, object> item)
    {
        var first = int.TryParse(query["after"], out var after) ? after : 0;
        var size = int.TryParse(query["limit"], out var limit) ? limit : 50;
        var items = Enumerable.Range(first, Math.Max(0, Math.Min(size, all - first))).Select(item);
        return new { items, next = first + size < all ? $"{first + size}" : null };
    }

    private static async Task SignInAsync(HttpContext http)
    {
        var proof = await JsonSerializer.DeserializeAsync<Dictionary<string, string>>(http.Request.Body);
        var role = proof!.Values.Single();
        if (role is not ("viewer" or "analyst" or "admin"))
        {
            await SendAsync(http, new { title = "Wrong", status = 401 }, StatusCodes.Status401Unauthorized);
            return;
        }

        http.Response.Cookies.Append(
            Cookie, role, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict });
        await SendAsync(http, new { name = "ada@example.org", role, expires = MadeUp.TimeOf(9000) });
    }

    private static Task SendAsync(HttpContext http, object? answer, int status = StatusCodes.Status200OK)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        return http.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(answer, Json)).AsTask();
    }

    private static async Task SendFileAsync(HttpContext http, string path)
    {
        var file = Path.GetFullPath(Path.Join(Web, path));
        if (!file.StartsWith(Web, StringComparison.Ordinal) || !File.Exists(file))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        http.Response.ContentType = Types[Path.GetExtension(file)];
        await http.Response.Body.WriteAsync(await File.ReadAllBytesAsync(file));
    }
}
