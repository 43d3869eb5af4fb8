using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using ScrapeGuard.Actions.Safeguards;
using ScrapeGuard.Cli.Actioning;
using ScrapeGuard.Kafka.Actioning;

namespace ScrapeGuard.Cli.Tests.Actioning.Receivers;

/// <summary>Alerts to an incoming webhook over HTTP.</summary>
public sealed class AlertWebhookTests
{
    [Test]
    public async Task Run_WebhookTakesThem_EachIsPostedInOrder()
    {
        await using var receiver = await HttpReceiver.StartAsync();
        receiver.Answer = (_, _) => (200, "ok");
        await PostAsync(receiver, 3, () => Task.CompletedTask, posts: 3);

        receiver.Requests.Should().OnlyContain(request => request.ContentType == "application/json");
        receiver.Requests.Select(AccountOf).Should().Equal("acct-1", "acct-2", "acct-3");
    }

    [Test]
    public async Task Run_FaultsAndNobodyThere_IsPostedAgainUntilItIsTaken()
    {
        await using var receiver = await HttpReceiver.StartAsync();
        receiver.Answer = (number, _) => number switch { 0 => (500, ""), 1 => (0, ""), _ => (200, "ok") };
        await receiver.GoAsync();
        await PostAsync(receiver, 2, receiver.ComeAsync, posts: 4);

        receiver.Requests.Select(AccountOf).Should().Equal("acct-1", "acct-1", "acct-1", "acct-2");
    }

    [Test]
    public async Task Run_NeverTaken_IsGivenUpAndTheNextComes()
    {
        await using var receiver = await HttpReceiver.StartAsync();
        receiver.Answer = (number, _) => (number < 5 ? 404 : 200, "");
        await PostAsync(receiver, 2, () => Task.CompletedTask, posts: 6);

        receiver.Requests.Select(AccountOf).Should()
            .Equal("acct-1", "acct-1", "acct-1", "acct-1", "acct-1", "acct-2");
    }

    private static async Task PostAsync(HttpReceiver receiver, int alerts, Func<Task> meanwhile, int posts)
    {
        // One attempt more than it takes to come: 1, 2, 4 and 8 s, made ten times as short.
        var time = new FastTime(10);
        using var metrics = new ActionerMetrics();
        using var webhook = new AlertWebhook(new Uri(receiver.Url), metrics, NullLogger.Instance, time);
        var channel = Channel.CreateUnbounded<SafeguardEvent>();
        for (var i = 1; i <= alerts; i++)
        {
            channel.Writer.TryWrite(Events.Tripped(i)).Should().BeTrue();
        }

        await meanwhile();
        using var stop = new CancellationTokenSource();
        var posting = webhook.RunAsync(channel.Reader, stop.Token);
        await Events.UntilAsync(
            () => Task.FromResult(receiver.Requests.Count >= posts), $"{receiver.Requests.Count} of {posts} posts");
        await stop.CancelAsync();
        await posting;
    }

    private static string AccountOf(HttpReceiver.Got request)
    {
        using var alert = JsonDocument.Parse(request.Body);
        alert.RootElement.GetProperty("text").GetString().Should().StartWith("ScrapeGuard: ");
        return alert.RootElement.GetProperty("attachments")[0].GetProperty("fields").EnumerateArray()
            .Single(field => field.GetProperty("title").GetString() == "Account").GetProperty("value").GetString()!;
    }
}
