using System.Net;
using System.Net.Http.Json;
using System.Text;
using ScrapeGuard.Console.SignIn;
using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Console.Tests.Serving;

public sealed class HostileInputTests
{
    private ConsoleTrial _trial = null!;
    private HttpClient _client = null!;

    [SetUp]
    public async Task Start()
    {
        _trial = await ConsoleTrial.StartAsync();
        _client = _trial.Client(Role.Analyst);
    }

    [TearDown]
    public async Task Stop()
    {
        _client.Dispose();
        await _trial.DisposeAsync();
    }

    [TestCase("<script>alert(1)</script>")]
    [TestCase("\u202Eevil")]
    [TestCase("אבג")]
    [TestCase("../../session?x=1&name=other")]
    [TestCase("a\nb\u0001")]
    [TestCase("' OR 1=1 --")]
    [TestCase("{id}")]
    [TestCase("😀")]
    public async Task Account_HostileName_StandsAsItIs(string name) => await StandsAsync(name);

    [Test]
    public async Task Account_LongestName_StandsAsItIs() => await StandsAsync(new string('ü', 64));

    private async Task StandsAsync(string name)
    {
        _trial.Traffic.Take(Samples.Events((name, Samples.Start, Operation.Audio, ["t1", "t2"])));
        _trial.Traffic.Take(Samples.Decision(name));
        var query = Uri.EscapeDataString(name);

        using var list = await _client.GetAsync($"accounts?q={query}");
        using var page = await _client.GetAsync($"account?name={query}");
        using var order = await _client.PostAsJsonAsync($"account/allow?name={query}", new { reason = name });

        (await ConsoleTrial.JsonAsync(list)).GetProperty("items")[0].GetProperty("account").GetString()
            .Should().Be(name);
        page.Content.Headers.ContentType!.MediaType.Should().Be("application/json");
        (await ConsoleTrial.JsonAsync(page)).GetProperty("account").GetString().Should().Be(name);
        order.StatusCode.Should().Be(HttpStatusCode.Accepted);
        _trial.Acting.Sent.Single().Target.Name.Should().Be(name);
        (await page.Content.ReadAsStringAsync()).Should().NotContain("<script>", "JSON is escaped for pages, too");
    }

    [TestCase("account", "name")]
    [TestCase("account?name=", "name")]
    [TestCase("account?name=a&name=b", "name")]
    [TestCase("account?name=a%00b", "name")]
    [TestCase("accounts?limit=0", "limit")]
    [TestCase("accounts?limit=201", "limit")]
    [TestCase("accounts?limit=1e9", "limit")]
    [TestCase("accounts?limit=-1", "limit")]
    [TestCase("accounts?sort=password", "sort")]
    [TestCase("accounts?after=nonsense", "after")]
    [TestCase("accounts?after=!!!", "after")]
    [TestCase("cases?state=half", "state")]
    public async Task Query_Wrong_IsAProblemThatNamesIt(string path, string key)
    {
        using var answer = await _client.GetAsync(path);

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        answer.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
        var problem = await ConsoleTrial.JsonAsync(answer);
        problem.GetProperty("status").GetInt32().Should().Be(400);
        problem.GetProperty("errors")[0].GetString().Should().StartWith($"{key} '");
    }

    [Test]
    public async Task Name_TooLong_IsAProblem() =>
        (await _client.GetAsync($"account?name={new string('a', 129)}")).StatusCode
            .Should().Be(HttpStatusCode.BadRequest);

    [TestCase("{}", "reason: is missing")]
    [TestCase("""{"reason":""}""", "reason: must not be empty")]
    [TestCase("""{"reason":7}""", "reason: must be a text")]
    [TestCase("""{"reason":"a","until":"soon"}""", "until: must be a time")]
    [TestCase("""{"reason":"a","reason":"b"}""", "no JSON")]
    [TestCase("[]", "must be an object")]
    [TestCase("{", "no JSON")]
    [TestCase("", "no JSON")]
    public async Task Body_Wrong_IsAProblemAndNothingIsOrdered(string body, string expected)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var answer = await _client.PostAsync("account/allow?name=a", content);

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).Should().Contain(expected);
        _trial.Acting.Sent.Should().BeEmpty();
    }

    [Test]
    public async Task Body_ReasonTooLong_IsAProblem() =>
        (await _client.PostAsJsonAsync("account/allow?name=a", new { reason = new string('x', 501) })).StatusCode
            .Should().Be(HttpStatusCode.BadRequest);

    [Test]
    public async Task Body_TooLarge_IsRefused()
    {
        using var content = new StringContent(
            $$"""{"reason":"{{new string('x', 70_000)}}"}""", Encoding.UTF8, "application/json");

        (await _client.PostAsync("account/allow?name=a", content)).StatusCode
            .Should().Be(HttpStatusCode.RequestEntityTooLarge);
    }

    [TestCase("cases/0123")]
    [TestCase("cases/%3Cscript%3E")]
    [TestCase("campaigns/none")]
    [TestCase("account?name=nobody")]
    [TestCase("no-such-call")]
    public async Task Thing_ThatIsNotThere_IsAProblem(string path)
    {
        using var answer = await _client.GetAsync(path);

        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
        answer.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
    }

    [Test]
    public async Task WhatIf_AnotherUnderWay_HasToWait()
    {
        _trial.Desks.Trial = new TaskCompletionSource();
        var first = _client.PostAsJsonAsync("policies/what-if", new { text = "{}" });
        HttpStatusCode second;
        do
        {
            // The first may not have begun yet.
            second = (await _trial.Client(Role.Analyst).PostAsJsonAsync("policies/validate", new { text = "{}" }))
                .StatusCode;
            second.Should().Be(HttpStatusCode.OK);
            var trial = _trial.Client(Role.Analyst).PostAsJsonAsync("policies/what-if", new { text = "{}" });
            if (await Task.WhenAny(trial, Task.Delay(200)) == trial)
            {
                second = (await trial).StatusCode;
            }
        }
        while (second != HttpStatusCode.TooManyRequests);

        _trial.Desks.Trial.SetResult();
        (await first).StatusCode.Should().BeOneOf(HttpStatusCode.OK, HttpStatusCode.TooManyRequests);
    }

    [Test]
    public async Task WhatIf_PolicyWrong_NamesEachMistake()
    {
        using var answer = await _client.PostAsJsonAsync("policies/what-if", new { text = "wrong" });

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await ConsoleTrial.JsonAsync(answer)).GetProperty("errors")[0].GetString()
            .Should().Be("line 1: mode: is no mode");
    }
}
