using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ScrapeGuard.Actions.Commands;
using ScrapeGuard.Console.SignIn;
using ScrapeGuard.Console.Tests.Serving;
using ScrapeGuard.Core.Decisions;

namespace ScrapeGuard.Console.Tests.Acting;

public sealed class OrderTests
{
    private ConsoleTrial _trial = null!;
    private HttpClient _analyst = null!;

    [SetUp]
    public async Task Start()
    {
        _trial = await ConsoleTrial.StartAsync();
        _analyst = await _trial.BrowserAsync(Role.Analyst);
    }

    [TearDown]
    public async Task Stop()
    {
        _analyst.Dispose();
        await _trial.DisposeAsync();
    }

    [Test]
    public async Task Restore_SuspendedAccount_TakesPlaceAndStandsInTheAuditWithThePerson()
    {
        await DecideAsync(Samples.Decision("ada"));
        (await AccountAsync("ada")).GetProperty("effects")[0].GetProperty("state").GetString().Should().Be("done");

        var id = await OrderAsync("account/restore?name=ada", new { reason = "it was a mistake" });

        var account = await AccountAsync("ada");
        account.TryGetProperty("applied", out _).Should().BeFalse("nothing holds any more");
        account.GetProperty("effects")[0].GetProperty("kind").GetString().Should().Be("restore");
        var entries = await AuditAsync("account=ada&by=the-analyst");
        entries.Should().Contain(entry => entry.GetProperty("kind").GetString() == "command.accepted"
            && entry.GetProperty("reason").GetString()!.Contains("it was a mistake"));
        _trial.Acting.Sent.Single().Id.Should().Be(id);
    }

    [TestCase("suspend", CommandKind.Suspend)]
    [TestCase("throttle", CommandKind.Throttle)]
    [TestCase("challenge", CommandKind.Challenge)]
    public async Task Harm_OrderedByAPerson_TakesPlace(string word, CommandKind kind)
    {
        _trial.Traffic.Take(Samples.Decision("ada", Verdict.Observe, 0.6));

        await OrderAsync($"account/{word}?name=ada", new { reason = "seen at work" });

        _trial.Acting.Sent.Single().Kind.Should().Be(kind);
        _trial.Acting.Sent.Single().Role.Should().Be("analyst");
        (await AccountAsync("ada")).GetProperty("applied").GetString().Should().Be(word);
    }

    [Test]
    public async Task Allow_Account_IsShownOnItsPage()
    {
        await DecideAsync(Samples.Decision("ada"));

        await OrderAsync("account/allow?name=ada", new { reason = "a station", until = "2030-01-01T00:00:00Z" });

        var allowed = (await AccountAsync("ada")).GetProperty("allowed");
        allowed.GetProperty("by").GetString().Should().Be("the-analyst");
        allowed.GetProperty("until").GetString().Should().StartWith("2030-01-01T00:00:00");
    }

    [Test]
    public async Task Takedown_Campaign_GoesToAllItsAccounts()
    {
        await DecideAsync(
            Samples.Decision("one", Verdict.Observe, 0.6, "c-1"),
            Samples.Decision("two", Verdict.Suspend, 0.97, "c-1"));

        await OrderAsync("campaigns/c-1/takedown", new { reason = "all of one hand" });
        await OrderAsync("campaigns/c-1/release", new { reason = "it was a school" });

        _trial.Acting.Sent.Select(command => (command.Kind, command.Target)).Should().Equal(
            (CommandKind.Takedown, new CommandTarget(CommandScope.Campaign, "c-1")),
            (CommandKind.Restore, new CommandTarget(CommandScope.Campaign, "c-1")));
        var campaign = (await ListAsync("campaigns")).Single();
        campaign.GetProperty("id").GetString().Should().Be("c-1");
        campaign.GetProperty("members").GetInt32().Should().Be(2);
    }

    [Test]
    public async Task Case_Noted_HasTheNoteInItsPage()
    {
        await DecideAsync(Samples.Decision("ada"));
        var id = (await ListAsync("cases?state=open")).Single().GetProperty("id").GetString();

        await OrderAsync($"cases/{id}/note", new { reason = "asked the owner" });

        var page = await JsonAsync($"cases/{id}");
        page.GetProperty("notes")[0].GetProperty("text").GetString().Should().Be("asked the owner");
        page.GetProperty("notes")[0].GetProperty("by").GetString().Should().Be("the-analyst");
        page.GetProperty("decisions")[0].GetProperty("account").GetString().Should().Be("ada");
    }

    [Test]
    public async Task Close_CaseThatIsUpheld_IsRefusedWithTheWay()
    {
        await DecideAsync(Samples.Decision("ada"));
        var id = (await ListAsync("cases?state=open")).Single().GetProperty("id").GetString();

        using var answer = await _analyst.PostAsJsonAsync($"cases/{id}/close", new { reason = "enough" });

        answer.StatusCode.Should().Be(HttpStatusCode.Conflict);
        (await answer.Content.ReadAsStringAsync()).Should().Contain("restore");
    }

    [Test]
    public async Task Close_AsAPerson_KeepsTheLabelRestoresAndClosesTheCase()
    {
        await DecideAsync(Samples.Decision("ada"));
        var id = (await ListAsync("cases?state=open")).Single().GetProperty("id").GetString();

        await OrderAsync($"cases/{id}/close", new { reason = "a radio of the office", label = "person" });

        (await ListAsync("cases?state=open")).Should().BeEmpty();
        (await AccountAsync("ada")).TryGetProperty("applied", out _).Should().BeFalse("nothing holds any more");
        (await _analyst.GetStringAsync("labels.ndjson")).Trim().Should().Be(
            """{"account":"ada","verdict":"person","by":"the-analyst","why":"a radio of the office"}""");
    }

    [Test]
    public async Task Close_AsAScraper_KeepsTheLabelAndWhatHolds()
    {
        await DecideAsync(Samples.Decision("ada"));
        var id = (await ListAsync("cases?state=open")).Single().GetProperty("id").GetString();

        await OrderAsync($"cases/{id}/close", new { reason = "took all", label = "scraper" });

        (await AccountAsync("ada")).GetProperty("applied").GetString().Should().Be("suspend");
        (await _analyst.GetStringAsync("labels.ndjson")).Should().Contain("\"verdict\":\"scraper\"");
    }

    [TestCase("fan")]
    [TestCase("")]
    public async Task Close_LabelThatIsNone_IsRefused(string label)
    {
        await DecideAsync(Samples.Decision("ada"));
        var id = (await ListAsync("cases?state=open")).Single().GetProperty("id").GetString();

        using var answer = await _analyst.PostAsJsonAsync($"cases/{id}/close", new { reason = "enough", label });

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).Should().Contain("label: must be scraper or person");
    }

    [Test]
    public async Task Verdict_OfAnAnalyst_IsExportedForTraining()
    {
        await OrderAsync("account/verdict?name=ada", new { label = "person", reason = "not sure" });
        await OrderAsync("account/verdict?name=ada", new { label = "scraper", reason = "took all; every label" });
        await OrderAsync("account/verdict?name=b%3A%20c%3B%20d", new { label = "person", reason = "a fan" });

        var lines = (await _analyst.GetStringAsync("labels.ndjson")).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        lines.Should().BeEquivalentTo(
            """{"account":"ada","verdict":"scraper","by":"the-analyst","why":"took all; every label"}""",
            """{"account":"b: c; d","verdict":"person","by":"the-analyst","why":"a fan"}""");
    }

    [Test]
    public async Task KillSwitch_ByAnAdmin_IsShownInTheOverview()
    {
        using var admin = await _trial.BrowserAsync(Role.Admin);

        using var answer = await admin.PostAsJsonAsync("kill-switch", new { on = true, reason = "too many" });

        answer.StatusCode.Should().Be(HttpStatusCode.Accepted);
        var guard = (await JsonAsync("overview")).GetProperty("guard");
        guard.GetProperty("killSwitch").GetBoolean().Should().BeTrue();
        guard.GetProperty("stoppedBy").GetString().Should().Be("the-admin");
    }

    [Test]
    public async Task Order_RepeatedWithOneKey_IsOneCommand()
    {
        _analyst.DefaultRequestHeaders.Add("Idempotency-Key", "17");

        var first = await OrderAsync("account/allow?name=ada", new { reason = "a radio" });
        var second = await OrderAsync("account/allow?name=ada", new { reason = "a radio" });
        var other = await OrderAsync("account/allow?name=eve", new { reason = "a radio" });

        second.Should().Be(first);
        other.Should().NotBe(first);
        (await AuditAsync("account=ada&kind=command")).Should().ContainSingle();
    }

    [Test]
    public async Task Verify_WholeAudit_IsUnbroken()
    {
        await DecideAsync(Samples.Decision("ada"));

        var verdict = await JsonAsync("audit/verify");

        verdict.GetProperty("unbroken").GetBoolean().Should().BeTrue();
        verdict.GetProperty("entries").GetInt64().Should().BePositive();
    }

    private async Task DecideAsync(params Decision[] decisions)
    {
        foreach (var decision in decisions)
        {
            _trial.Traffic.Take(decision);
        }

        await _trial.Acting.DecideAsync(decisions);
    }

    private async Task<string> OrderAsync(string path, object body)
    {
        using var answer = await _analyst.PostAsJsonAsync(path, body);
        answer.StatusCode.Should().Be(HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        var accepted = await ConsoleTrial.JsonAsync(answer);
        accepted.GetProperty("accepted").GetBoolean().Should().BeTrue();
        return accepted.GetProperty("command").GetString()!;
    }

    private async Task<JsonElement> JsonAsync(string path)
    {
        // What lists show is half a second old at most.
        _trial.Time.Shift(TimeSpan.FromSeconds(2));
        using var answer = await _analyst.GetAsync(path);
        return await ConsoleTrial.JsonAsync(answer);
    }

    private Task<JsonElement> AccountAsync(string name) => JsonAsync($"account?name={name}");

    private async Task<IReadOnlyList<JsonElement>> ListAsync(string path) =>
        [.. (await JsonAsync(path)).GetProperty("items").EnumerateArray()];

    private Task<IReadOnlyList<JsonElement>> AuditAsync(string query) => ListAsync($"audit?{query}");
}
