using System.Net;
using System.Net.Http.Json;
using ScrapeGuard.Console.Api;
using ScrapeGuard.Console.SignIn;
using ScrapeGuard.Console.Tests.Serving;

namespace ScrapeGuard.Console.Tests.SignIn;

public sealed class RoleTableTests
{
    private ConsoleTrial _trial = null!;

    [OneTimeSetUp]
    public async Task Start() => _trial = await ConsoleTrial.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await _trial.DisposeAsync();

    /// <summary>What each may do, written down once more: a route that is opened by mistake is not in here.</summary>
    [TestCase(Role.Viewer, new[]
    {
        "GET /session", "DELETE /session", "GET /overview", "GET /stream", "GET /decisions", "GET /accounts",
        "GET /account", "GET /words", "GET /cases",
        "GET /cases/{id}", "GET /campaigns", "GET /campaigns/{id}", "GET /extent", "GET /extent.csv",
        "GET /extent.html", "GET /policies", "POST /policies/validate", "GET /audit", "GET /audit/verify",
    })]
    [TestCase(Role.Analyst, new[]
    {
        "POST /policies/what-if", "GET /labels.ndjson", "POST /account/suspend", "POST /account/throttle",
        "POST /account/challenge", "POST /account/restore", "POST /account/allow", "POST /account/disallow",
        "POST /account/verdict", "POST /cases/{id}/approve", "POST /cases/{id}/reject", "POST /cases/{id}/note",
        "POST /cases/{id}/close", "POST /campaigns/{id}/takedown", "POST /campaigns/{id}/release",
        "POST /campaigns/{id}/note",
    })]
    [TestCase(Role.Admin, new[] { "POST /kill-switch" })]
    public void Routes_OfRole_AreThese(Role least, string[] expected) =>
        RouteTable.Of(_trial.Server.Context).Where(route => route.Least == least)
            .Select(route => $"{route.Method} {route.Path}").Should().BeEquivalentTo(expected);

    [Test]
    public void Routes_ForAnyone_AreTheSignInOnly() =>
        RouteTable.Of(_trial.Server.Context).Where(route => route.Least is null)
            .Select(route => $"{route.Method} {route.Path}").Should().Equal("POST /session");

    [Test]
    public async Task Routes_ByStranger_GiveNothing()
    {
        using var stranger = _trial.Client();
        foreach (var route in RouteTable.Of(_trial.Server.Context).Where(route => route.Least is not null))
        {
            using var answer = await SendAsync(stranger, route);

            answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized, $"{route.Method} {route.Path} is not for all");
            (await answer.Content.ReadAsStringAsync()).Should().Contain("Nobody is signed in");
        }
    }

    [TestCase(Role.Viewer)]
    [TestCase(Role.Analyst)]
    [TestCase(Role.Admin)]
    public async Task Routes_ByRole_AreOpenUpToIt(Role role)
    {
        using var client = _trial.Client(role);
        foreach (var route in RouteTable.Of(_trial.Server.Context)
            .Where(route => route.Least is not null && route.Path != "/stream"))
        {
            using var answer = await SendAsync(client, route);

            var isRefused = answer.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized;
            isRefused.Should().Be(route.Least > role, $"{route.Method} {route.Path} takes {route.Least}");
        }
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, ApiRoute route)
    {
        var path = route.Path.TrimStart('/').Replace("{id}", "0123", StringComparison.Ordinal)
            + (route.Query.Any(parameter => parameter.IsMust) ? "?name=nobody" : "");
        var request = new HttpRequestMessage(new HttpMethod(route.Method), path);
        if (route.Body is not null)
        {
            request.Content = JsonContent.Create(new { });
        }

        return client.SendAsync(request);
    }
}
