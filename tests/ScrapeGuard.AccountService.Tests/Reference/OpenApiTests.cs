using System.Net;
using System.Text;
using System.Text.Json;
using ScrapeGuard.AccountService.Reference;
using ScrapeGuard.AccountService.Reference.Http;

namespace ScrapeGuard.AccountService.Tests.Reference;

/// <summary>The document says what is served, and what is served is what the document says.</summary>
public sealed class OpenApiTests
{
    private JsonDocument _document = null!;

    private JsonElement Root => _document.RootElement;

    private IEnumerable<(string Method, string Path, JsonElement Operation)> Operations =>
        from path in Root.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        select (operation.Name.ToUpperInvariant(), path.Name, operation.Value);

    [OneTimeSetUp]
    public void Read() => _document = JsonDocument.Parse(OpenApiDocument.Open());

    [OneTimeTearDown]
    public void Close() => _document.Dispose();

    [Test]
    public async Task Pages_Served_AreThoseOfTheDocument()
    {
        await using var service = await StartAsync();

        var served = service.Pages.Where(page =>
            page.Path != Routes.Document && !page.Path.StartsWith(Routes.AdminPrefix, StringComparison.Ordinal));

        served.Should().BeEquivalentTo(Operations.Select(operation => (operation.Method, operation.Path)));
    }

    [Test]
    public async Task Document_Served_IsTheFile()
    {
        await using var service = await StartAsync();
        using var http = new HttpClient();
        using var file = new StreamReader(OpenApiDocument.Open());

        (await http.GetStringAsync(service.Address + Routes.Document)).Should().Be(await file.ReadToEndAsync());
        Root.GetProperty("openapi").GetString().Should().StartWith("3.1.");
    }

    [Test]
    public void Examples_OfTheDocument_KeepToItsSchemas()
    {
        var checkedExamples = 0;
        foreach (var (method, path, operation) in Operations)
        {
            var contents = operation.GetProperty("responses").EnumerateObject().Select(response => response.Value)
                .Concat(operation.TryGetProperty("requestBody", out var body) ? [body] : []);
            foreach (var media in contents.SelectMany(content => content.GetProperty("content").EnumerateObject()))
            {
                foreach (var example in ExamplesOf(media.Value))
                {
                    SchemaCheck.Complaints(Root, media.Value.GetProperty("schema"), example, "")
                        .Should().BeEmpty($"{method} {path} {example}");
                    checkedExamples++;
                }
            }
        }

        checkedExamples.Should().BeGreaterThan(30);
    }

    [Test]
    public void References_OfTheDocument_LeadSomewhere()
    {
        foreach (var reference in ReferencesIn(Root))
        {
            SchemaCheck.Resolve(Root, reference).ValueKind.Should().Be(JsonValueKind.Object, reference);
        }
    }

    [Test]
    public async Task Calls_OfTheExamples_AreAnsweredByTheSchema()
    {
        await using var service = await StartAsync();
        using var http = new HttpClient();
        var number = 0;
        foreach (var (_, path, operation) in Operations.Where(operation => operation.Method == "POST"))
        {
            var media = operation.GetProperty("requestBody").GetProperty("content").GetProperty("application/json");
            foreach (var example in ExamplesOf(media))
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, service.Address + path);
                request.Headers.Add("Idempotency-Key", $"key-{number++}");
                request.Content = new StringContent(example.GetRawText(), Encoding.UTF8, "application/json");
                await CheckAsync(await http.SendAsync(request), operation, HttpStatusCode.OK);
            }
        }

        var effect = Root.GetProperty("paths").GetProperty("/v1/effects/{key}").GetProperty("get");
        await CheckAsync(await http.GetAsync(service.Address + "/v1/effects/key-0"), effect, HttpStatusCode.OK);
        await CheckAsync(await http.GetAsync(service.Address + "/v1/effects/none"), effect, HttpStatusCode.NotFound);
        var account = Root.GetProperty("paths").GetProperty("/v1/account").GetProperty("get");
        var at = service.Address + "/v1/account?account=";
        await CheckAsync(await http.GetAsync(at + "user-42"), account, HttpStatusCode.OK);
        await CheckAsync(await http.GetAsync(at + "nobody"), account, HttpStatusCode.NotFound);
        await CheckAsync(await http.GetAsync(at), account, HttpStatusCode.BadRequest);
    }

    private static Task<ReferenceService> StartAsync() =>
        ReferenceService.StartAsync(new ReferenceOptions(), TimeProvider.System, CancellationToken.None);

    private async Task CheckAsync(HttpResponseMessage response, JsonElement operation, HttpStatusCode status)
    {
        using (response)
        {
            response.StatusCode.Should().Be(status);
            var type = response.Content.Headers.ContentType!.MediaType!;
            var schema = operation.GetProperty("responses").GetProperty($"{(int)status}").GetProperty("content")
                .GetProperty(type).GetProperty("schema");
            using var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
            SchemaCheck.Complaints(Root, schema, body.RootElement, "", isClosed: true).Should().BeEmpty();
        }
    }

    private static IEnumerable<JsonElement> ExamplesOf(JsonElement media) =>
        media.TryGetProperty("example", out var one) ? [one]
        : media.GetProperty("examples").EnumerateObject().Select(example => example.Value.GetProperty("value"));

    private static IEnumerable<string> ReferencesIn(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member =>
            member is { Name: "$ref", Value.ValueKind: JsonValueKind.String }
                ? [member.Value.GetString()!]
                : ReferencesIn(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(ReferencesIn),
        _ => [],
    };
}
