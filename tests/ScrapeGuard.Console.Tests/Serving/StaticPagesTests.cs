using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace ScrapeGuard.Console.Tests.Serving;

public sealed partial class StaticPagesTests
{
    private ConsoleTrial _trial = null!;
    private HttpClient _client = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _trial = await ConsoleTrial.StartAsync();
        _client = new HttpClient { BaseAddress = _trial.Address };
        _client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("gzip");
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _client.Dispose();
        await _trial.DisposeAsync();
    }

    /// <summary>One question, then all that the page is made of at once: no module is found out of another.</summary>
    [Test]
    public async Task Index_AllThatItNames_IsServedPackedAndForEver()
    {
        using var plain = new HttpClient { BaseAddress = _trial.Address };
        using var index = await plain.GetAsync("/");
        index.Headers.CacheControl!.NoCache.Should().BeTrue("it says which version of the others holds");
        var names = Reference().Matches(await index.Content.ReadAsStringAsync())
            .Select(match => match.Groups[1].Value).ToList();
        var bytes = 0L;
        foreach (var name in names)
        {
            using var file = await _client.GetAsync(name);

            file.StatusCode.Should().Be(HttpStatusCode.OK, name);
            file.Headers.CacheControl!.ToString().Should().Contain("immutable").And.Contain("max-age=31536000");
            bytes += file.Content.Headers.ContentLength!.Value;
        }

        var modules = Directory.EnumerateFiles(WebFolder(), "*.js", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(WebFolder(), path).Replace('\\', '/'));
        names.Where(name => name.EndsWith(".js", StringComparison.Ordinal))
            .Select(name => name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..])
            .Should().BeEquivalentTo(modules).And.OnlyHaveUniqueItems();
        bytes.Should().BeLessThan(100_000, "a slow link carries it in a few seconds");
    }

    [Test]
    public async Task File_KnownAlready_IsNotSentAgain()
    {
        using var first = await _client.GetAsync("/app.js");
        using var again = new HttpRequestMessage(HttpMethod.Get, "/app.js");
        again.Headers.IfNoneMatch.Add(new EntityTagHeaderValue(first.Headers.ETag!.Tag));
        using var answer = await _client.SendAsync(again);

        answer.StatusCode.Should().Be(HttpStatusCode.NotModified);
        first.Content.Headers.ContentEncoding.Should().Equal("gzip");
    }

    [TestCase("/0123456789ab/app.js", Description = "another version")]
    [TestCase("/README.md")]
    [TestCase("/nothing.js")]
    public async Task File_NotThere_IsNotFound(string path)
    {
        using var answer = await _client.GetAsync(path);

        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    private static string WebFolder()
    {
        var at = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (!File.Exists(Path.Combine(at!.FullName, "ScrapeGuard.sln")))
        {
            at = at.Parent;
        }

        return Path.Combine(at.FullName, "src", "ScrapeGuard.Console", "Web");
    }

    [GeneratedRegex("(?:href|src)=\"([^\"]+)\"", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Reference();
}
