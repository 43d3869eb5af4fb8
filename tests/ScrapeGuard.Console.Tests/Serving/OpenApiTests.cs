using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using ScrapeGuard.Console.Api;
using ScrapeGuard.Console.SignIn;

namespace ScrapeGuard.Console.Tests.Serving;

public sealed class OpenApiTests
{
    private ConsoleTrial _trial = null!;
    private JsonElement _document;

    [OneTimeSetUp]
    public async Task Start()
    {
        _trial = await ConsoleTrial.StartAsync();
        using var answer = await _trial.Client().GetAsync("openapi.json");
        _document = await ConsoleTrial.JsonAsync(answer);
    }

    [OneTimeTearDown]
    public async Task Stop() => await _trial.DisposeAsync();

    /// <summary>Against what the server really serves, not against the table that both are made of.</summary>
    [Test]
    public void Document_Paths_AreThoseThatAreServed()
    {
        var described = _document.GetProperty("paths").EnumerateObject().SelectMany(path =>
            path.Value.EnumerateObject().Select(method => $"{method.Name.ToUpperInvariant()} {path.Name}"));

        var served = _trial.Server.Endpoints.SelectMany(endpoint =>
            endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
                .Select(method => $"{method} {endpoint.RoutePattern.RawText}"))
            .Where(route => !route.Contains("/health/", StringComparison.Ordinal));

        described.Should().BeEquivalentTo(served);
    }

    [Test]
    public void Document_EachRoute_SaysWhatItTakesAndGives()
    {
        foreach (var route in RouteTable.Of(_trial.Server.Context))
        {
            var operation = _document.GetProperty("paths").GetProperty(Routes.Prefix + route.Path)
                .GetProperty(route.Method.ToLowerInvariant());

            operation.GetProperty("summary").GetString().Should().NotBeNullOrEmpty();
            var responses = operation.GetProperty("responses");
            responses.TryGetProperty(route.Status.ToString(), out _).Should().BeTrue(route.Path);
            responses.TryGetProperty("401", out _).Should().BeTrue();
            operation.TryGetProperty("requestBody", out _).Should().Be(route.Body is not null, route.Path);
            operation.TryGetProperty("security", out var open).Should().Be(route.Least is null, route.Path);
            (open.ValueKind == JsonValueKind.Undefined || open.GetArrayLength() == 0).Should().BeTrue();
        }
    }

    [Test]
    public void Document_Times_AreTimes() =>
        _document.GetRawText().Should().Contain("\"format\":\"date-time\"").And.Contain("\"openapi\":\"3.1.0\"");

    [Test]
    public async Task Document_ForAStranger_IsServed()
    {
        using var answer = await _trial.Client().GetAsync("openapi.json");

        answer.Content.Headers.ContentType!.MediaType.Should().Be("application/json");
        (await _trial.Client(Role.Viewer).GetAsync("openapi.json")).EnsureSuccessStatusCode();
    }
}
