using System.Net;
using ScrapeGuard.Console.Live;
using ScrapeGuard.Console.SignIn;
using ScrapeGuard.Console.Tests.Serving;

namespace ScrapeGuard.Console.Tests.Live;

public sealed class StreamTests
{
    private ConsoleTrial _trial = null!;

    [SetUp]
    public async Task Start() => _trial = await ConsoleTrial.StartAsync();

    [TearDown]
    public async Task Stop() => await _trial.DisposeAsync();

    [Test]
    public async Task Stream_Decisions_ComeAsTheyFall()
    {
        using var reader = await OpenAsync();

        _trial.Traffic.Take(Samples.Decision("loud"));

        var seen = await NextAsync(reader, "decision");
        seen.Should().Contain("\"account\":\"loud\"").And.Contain("\"verdict\":\"suspend\"");
    }

    [Test]
    public async Task Stream_CampaignThatTheEngineFinds_IsToldWithAllThatHappensToIt()
    {
        using var reader = await OpenAsync();

        _trial.Traffic.Take([Samples.Campaign(7, 60, "loud", "other")]);
        var found = await NextAsync(reader, "campaign");
        _trial.Traffic.Take(Samples.Decision("loud", campaign: "campaign-0000000000000007"));
        var decided = await NextAsync(reader, "campaign");

        found.Should().Contain("\"id\":\"campaign-0000000000000007\"").And.Contain("\"members\":2");
        decided.Should().Contain("\"id\":\"campaign-0000000000000007\"");
    }

    [Test]
    public async Task Stream_Overview_ComesWithoutBeingAsked()
    {
        using var reader = await OpenAsync();

        (await NextAsync(reader, "overview")).Should().Contain("\"killSwitch\":false");
    }

    [Test]
    public async Task Stream_LastEventId_GoesOnWhereItBroke()
    {
        string? last = null;
        using (var first = await OpenAsync())
        {
            _trial.Traffic.Take(Samples.Decision("one"));
            await NextAsync(first, "decision", id => last = id);
        }

        _trial.Traffic.Take(Samples.Decision("two"));
        _trial.Traffic.Take(Samples.Decision("three"));
        using var again = await OpenAsync(last);

        (await NextAsync(again, "decision")).Should().Contain("\"two\"");
        (await NextAsync(again, "decision")).Should().Contain("\"three\"");
    }

    [Test]
    public async Task Stream_ReaderTooSlow_IsToldWhatItMissed()
    {
        var place = _trial.Server.Context.Feed.Next - 1;
        for (var i = 0; i < 10_000; i++)
        {
            _trial.Traffic.Take(Samples.Decision(Samples.Name(i % 100), micros: Samples.Start + i));
        }

        using var reader = await OpenAsync(place.ToString());

        var missed = await NextAsync(reader, "missed");
        long.Parse(missed.Split(':')[1].TrimEnd('}')).Should().BeGreaterThan(5_000).And.BeLessThan(10_000);
        (await NextAsync(reader, "decision")).Should().Contain("account-");
    }

    [Test]
    public async Task Stream_ManyReaders_AreBounded()
    {
        var readers = new List<HttpResponseMessage>();
        for (var i = 0; i < StreamCalls.MaxReaders; i++)
        {
            readers.Add(await AskAsync(_trial.Client(Role.Viewer)));
        }

        using var refused = await AskAsync(_trial.Client(Role.Viewer));

        refused.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        readers.Should().OnlyContain(reader => reader.StatusCode == HttpStatusCode.OK);
        readers.ForEach(reader => reader.Dispose());
    }

    private static Task<HttpResponseMessage> AskAsync(HttpClient client) =>
        client.SendAsync(new HttpRequestMessage(HttpMethod.Get, "stream"), HttpCompletionOption.ResponseHeadersRead);

    private async Task<StreamReader> OpenAsync(string? last = null)
    {
        var client = _trial.Client(Role.Viewer);
        if (last is not null)
        {
            client.DefaultRequestHeaders.Add("Last-Event-ID", last);
        }

        var answer = await AskAsync(client);
        answer.Content.Headers.ContentType!.MediaType.Should().Be("text/event-stream");
        var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
        (await reader.ReadLineAsync()).Should().StartWith("retry:");
        return reader;
    }

    private static async Task<string> NextAsync(StreamReader reader, string kind, Action<string>? see = null)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var (id, name) = ("", "");
        while (await reader.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal))
            {
                id = line[4..];
            }
            else if (line.StartsWith("event: ", StringComparison.Ordinal))
            {
                name = line[7..];
            }
            else if (line.StartsWith("data: ", StringComparison.Ordinal) && name == kind)
            {
                see?.Invoke(id);
                return line[6..];
            }
        }

        throw new InvalidOperationException("the stream ended");
    }
}
