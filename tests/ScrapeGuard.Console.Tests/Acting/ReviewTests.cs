using System.Net.Http.Json;
using ScrapeGuard.Actions.Cases;
using ScrapeGuard.Actions.Commands;
using ScrapeGuard.Actions.Storing;
using ScrapeGuard.Actions.Storing.Memory;
using ScrapeGuard.Console.Acting;
using ScrapeGuard.Console.Api;
using ScrapeGuard.Console.SignIn;
using ScrapeGuard.Console.Tests.Serving;
using ScrapeGuard.Core.Decisions;

namespace ScrapeGuard.Console.Tests.Acting;

public sealed class ReviewTests
{
    private const long Minute = 60_000_000;

    [Test]
    public async Task Cases_SomeDealtWith_AreToldApartPageByPage()
    {
        await using var trial = await ConsoleTrial.StartAsync();
        string[] all = [.. Enumerable.Range(0, 6).Select(Samples.Name)];
        await DecideAsync(trial, [.. all.Select(name => Samples.Decision(name))]);
        using var analyst = await trial.BrowserAsync(Role.Analyst);
        foreach (var name in all[..2])
        {
            await SendAsync(analyst, $"account/verdict?name={name}", new { label = "scraper", reason = "looked at" });
        }

        trial.Time.Shift(TimeSpan.FromSeconds(1));

        (await AccountsAsync(analyst, "reviewed=yes")).Should().BeEquivalentTo(all[..2]);
        (await AccountsAsync(analyst, "reviewed=no")).Should().BeEquivalentTo(all[2..]);
        (await AccountsAsync(analyst, "reviewed=")).Should().BeEquivalentTo(all);
        using var answer = await analyst.GetAsync("cases?reviewed=yes");
        var review = (await ConsoleTrial.JsonAsync(answer)).GetProperty("items")[0].GetProperty("reviewed");
        review.GetProperty("by").GetString().Should().Be("the-analyst");
        using var wrong = await analyst.GetAsync("cases?reviewed=perhaps");
        ((int)wrong.StatusCode).Should().Be(400);
    }

    [Test]
    public async Task Cases_DecidedAnewSince_AreToBeReviewedAgain()
    {
        await using var trial = await ConsoleTrial.StartAsync();
        await DecideAsync(trial, Samples.Decision("ada", Verdict.Observe, 0.6));
        using var analyst = await trial.BrowserAsync(Role.Analyst);
        await SendAsync(analyst, "account/verdict?name=ada", new { label = "person", reason = "a radio" });
        trial.Time.Shift(TimeSpan.FromSeconds(1));
        (await AccountsAsync(analyst, "reviewed=no")).Should().BeEmpty();

        await DecideAsync(trial, Samples.Decision("ada", micros: trial.Acting.NowMicros + Minute));
        trial.Time.Shift(TimeSpan.FromSeconds(1));

        (await AccountsAsync(analyst, "reviewed=no")).Should().Equal("ada");
    }

    [Test]
    public async Task Decisions_ManyOfEach_AreTheNewestOfEachNewestFirst()
    {
        await using var trial = await ConsoleTrial.StartAsync();
        for (var i = 0; i < 10; i++)
        {
            trial.Traffic.Take(Samples.Decision(Samples.Name(i % 5), micros: Samples.Start + (i * Minute)));
        }

        using var viewer = trial.Client(Role.Viewer);
        var seen = new List<string>();
        await foreach (var page in ConsoleTrial.PagesAsync(viewer, "decisions?limit=2"))
        {
            seen.AddRange(page.Select(one => one.GetProperty("time").GetString()!));
        }

        seen.Should().HaveCount(5).And.BeInDescendingOrder(StringComparer.Ordinal).And.OnlyHaveUniqueItems();
        seen[^1].Should().Be(new Moment(Samples.Start + (5 * Minute)).ToString());
    }

    [Test]
    public async Task Refresh_MoreThanRoom_KeepsThoseDealtWithLast()
    {
        const int room = 300;
        const int commands = 1_000;
        using var store = new MemoryActionStore();
        var book = new ReviewBook(store, room);
        for (var from = 0; from < commands; from += 250)
        {
            await OrderAsync(store, from, 250);
            await book.RefreshAsync(CancellationToken.None);
        }

        book.Count.Should().Be(room);
        book.Of(CaseOf(0)).Should().BeNull();
        book.Of(CaseOf(commands - 1))!.By.Should().Be("anna");
    }

    private static Case CaseOf(int number) => new()
    {
        Id = number.ToString("x32"),
        Subject = CaseSubject.Account,
        Name = Samples.Name(number),
        OpenedMicros = Samples.Start,
        ChangedMicros = Samples.Start,
    };

    private static async Task OrderAsync(MemoryActionStore store, int from, int count)
    {
        await using var transaction = await store.BeginAsync(CancellationToken.None);
        await transaction.CommitAsync(
            new ChangeSet
            {
                Commands = [.. Enumerable.Range(from, count).Select(i => new KeptCommand(
                    new OperatorCommand
                    {
                        Id = i.ToString("x32"),
                        TimeMicros = Samples.Start + i,
                        By = "anna",
                        Role = "analyst",
                        Kind = CommandKind.Note,
                        Target = new CommandTarget(CommandScope.Account, Samples.Name(i)),
                        Reason = "seen",
                    },
                    new CommandOutcome(i.ToString("x32"), IsAccepted: true, "written"),
                    Samples.Start + i))],
            },
            CancellationToken.None);
    }

    private static Task DecideAsync(ConsoleTrial trial, params Decision[] decisions)
    {
        foreach (var decision in decisions)
        {
            trial.Traffic.Take(decision);
        }

        return trial.Acting.DecideAsync(decisions);
    }

    private static async Task SendAsync(HttpClient client, string path, object body)
    {
        using var answer = await client.PostAsJsonAsync(path, body);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Of whom the cases are, by pages of two.</summary>
    private static async Task<IReadOnlyList<string>> AccountsAsync(HttpClient client, string filter)
    {
        var found = new List<string>();
        await foreach (var page in ConsoleTrial.PagesAsync(client, $"cases?{filter}&limit=2"))
        {
            found.AddRange(page.Select(item => item.GetProperty("account").GetString()!));
        }

        return found;
    }
}
