using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ScrapeGuard.AccountService.Reference;
using ScrapeGuard.AccountService.Reference.Faults;
using ScrapeGuard.AccountService.Tests.Calling;
using ScrapeGuard.Actions.Accounts;
using ScrapeGuard.Actions.Effects;

namespace ScrapeGuard.AccountService.Tests.Reference;

public sealed class ReferenceServiceTests
{
    private ReferenceService _service = null!;
    private HttpClient _http = null!;

    [SetUp]
    public async Task Open()
    {
        _service = await ReferenceService.StartAsync(
            new ReferenceOptions(), TimeProvider.System, CancellationToken.None);
        _http = new HttpClient { BaseAddress = new Uri(_service.Address) };
    }

    [TearDown]
    public async Task Close()
    {
        _http.Dispose();
        await _service.DisposeAsync();
    }

    [Test]
    public async Task Effects_OfAnAccount_AreTheProofInOrder()
    {
        await PostAsync("throttle", "k1", """{"account":"a/b","reason":"r"}""");
        await PostAsync("suspend", "k2", """{"account":"other","reason":"r"}""");
        await PostAsync("suspend", "k3", """{"account":"a/b","reason":"r","campaign":"c"}""");

        var page = await _http.GetFromJsonAsync<JsonElement>("/admin/effects?account=a%2Fb");

        page.GetProperty("effects").EnumerateArray()
            .Select(effect => (effect.GetProperty("sequence").GetInt32(), effect.GetProperty("key").GetString()))
            .Should().Equal((1, "k1"), (3, "k3"));
        var summary = await _http.GetFromJsonAsync<JsonElement>("/admin/summary");
        summary.GetProperty("suspended").GetInt32().Should().Be(2);
        summary.GetProperty("keysCarriedOutTwice").GetInt32().Should().Be(0);
    }

    [TestCase("", """{"account":"a","reason":"r"}""", 400), TestCase("k", "no json", 400), TestCase("k", "[]", 400)]
    [TestCase("k", """{"reason":"r"}""", 400), TestCase("k", """{"account":"","reason":"r"}""", 400)]
    [TestCase("k", """{"account":7,"reason":"r"}""", 400), TestCase("k", """{"account":"a"}""", 400)]
    [TestCase("k", """{"account":"\ud800","reason":"r"}""", 400)]
    [TestCase("k", """{"account":"a","reason":"r","until":"soon"}""", 400)]
    public async Task Call_NoCall_IsToldAndNothingIsDone(string key, string body, int status)
    {
        using var response = await PostAsync("suspend", key, body);

        ((int)response.StatusCode).Should().Be(status);
        response.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
        _service.Ledger.Summary().CarriedOut.Should().Be(0);
    }

    [Test]
    public async Task Call_TooLong_IsTurnedAway()
    {
        using var response = await PostAsync("suspend", "k", new string(' ', 1 << 17) + "{}");

        response.StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
    }

    [Test]
    public async Task Call_KeyOfAnother_IsTold()
    {
        await PostAsync("suspend", "k", """{"account":"a","reason":"r"}""");

        using var other = await PostAsync("restore", "k", """{"account":"a","reason":"r"}""");

        other.StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity);
        _service.Ledger.StateOf("a").Should().Be(AccountStates.Suspended);
    }

    [Test]
    public async Task Account_Told_IsItsProfile()
    {
        using var told = await _http.PutAsync("/admin/account?account=a", Json(
            """{"plan":"free","country":"SE","client":"web","created":"2024-01-01T00:00:00Z"}"""));
        using var client = ServiceTrial.ClientOf(ServiceTrial.OneAttempt with { BaseUrl = _service.Address });

        var profile = await client.ProfileAsync("a", CancellationToken.None);

        told.StatusCode.Should().Be(HttpStatusCode.NoContent);
        profile.Should().Be(new AccountProfile
        {
            Plan = "free",
            Country = "SE",
            Client = "web",
            CreatedMicros = 1_704_067_200_000_000,
        });
    }

    [Test]
    public async Task Faults_OrderedByPage_ComeAndAreCounted()
    {
        using var ordered = await _http.PutAsync("/admin/faults", Json("""{"error":{"count":1},"slow":{"share":0}}"""));
        using var first = await PostAsync("suspend", "k", """{"account":"a","reason":"r"}""");
        using var second = await PostAsync("suspend", "k", """{"account":"a","reason":"r"}""");

        var faults = await _http.GetFromJsonAsync<JsonElement>("/admin/faults");

        (ordered.StatusCode, first.StatusCode, second.StatusCode).Should().Be(
            (HttpStatusCode.NoContent, HttpStatusCode.InternalServerError, HttpStatusCode.OK));
        faults.GetProperty("error").GetProperty("came").GetInt32().Should().Be(1);
    }

    [TestCase("""{"eror":{"share":1}}"""), TestCase("""{"error":{"share":2}}"""), TestCase("""{"error":{"of":1}}""")]
    [TestCase("""{"error":1}"""), TestCase("""{"error":{"count":-1}}"""), TestCase("[]"), TestCase("{")]
    public async Task Faults_WrongOrder_OrdersNothing(string body)
    {
        using var response = await _http.PutAsync("/admin/faults", Json(body));

        response.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        _service.Faults.Read().Should().OnlyContain(fault => fault.Rule == default);
    }

    [Test]
    public async Task Dispose_CallHangs_EndsAllTheSame()
    {
        _service.Faults.Order("hang", new FaultRule(1));
        var hanging = PostAsync("suspend", "k", """{"account":"a","reason":"r"}""");
        while (_service.Faults.CountOf("hang") == 0)
        {
            await Task.Yield();
        }

        await _service.DisposeAsync();

        await hanging.Invoking(task => task).Should().ThrowAsync<HttpRequestException>();
    }

    [Test]
    public void Draw_SameSeed_GivesTheSameFaults()
    {
        IReadOnlyList<long> first = [], second = [];
        foreach (var (seed, run) in new[] { (7, 0), (7, 1), (8, 2) })
        {
            var board = new FaultBoard(seed);
            board.Order("error", new FaultRule(0.3)).Should().BeTrue();
            board.Order("drop-after", new FaultRule(0.1, 2)).Should().BeTrue();
            long[] came = [.. Enumerable.Range(0, 200).SelectMany(_ =>
            {
                var drawn = board.Draw(isQuestion: false);
                return new long[] { drawn.Has(Fault.Error) ? 1 : 0, drawn.Has(Fault.DropAfter) ? 1 : 0 };
            })];
            (first, second) = run switch { 0 => (came, second), 1 => (first, came), _ => (first, second) };
            if (run == 2)
            {
                came.Should().NotEqual(first, "seed 8 is another one");
            }
        }

        second.Should().Equal(first, "seed 7");
    }

    [Test]
    public async Task InProcess_SameCalls_DoTheSameAsOverHttp()
    {
        const int Seed = 5;
        var random = new Random(Seed);
        var ledger = new AccountLedger(new LedgerOptions());
        var inProcess = new LedgerAccountService(ledger, TimeProvider.System);
        using var client = ServiceTrial.ClientOf(ServiceTrial.OneAttempt with { BaseUrl = _service.Address });
        for (var i = 0; i < 200; i++)
        {
            var call = ServiceTrial.Call(random.Next(40), $"a{random.Next(5)}", (EffectKind)random.Next(1, 5));
            var near = await inProcess.ApplyAsync(call, CancellationToken.None);
            var far = await client.ApplyAsync(call, CancellationToken.None);
            near.Outcome.Should().Be(far.Outcome, $"seed {Seed}, call {i}");
            var asked = ServiceTrial.Call(random.Next(40));
            (await inProcess.AskAsync(asked, CancellationToken.None)).Outcome.Should().Be(
                (await client.AskAsync(asked, CancellationToken.None)).Outcome, $"seed {Seed}, call {i}");
        }

        ledger.Summary().Should().Be(_service.Ledger.Summary(), $"seed {Seed}");
        ledger.History().Select(done => done.Call).Should().Equal(_service.Ledger.History().Select(done => done.Call));
    }

    [Test]
    public void Begin_NoRoom_IsTurnedAwayAndCounted()
    {
        var ledger = new AccountLedger(new LedgerOptions { MaxAccounts = 1, MaxEffects = 1 });

        ledger.Begin(ServiceTrial.Call(1, "a")).Should().Be(BeginResult.Fresh);
        ledger.Complete(ServiceTrial.Call(1, "a"), 0);

        ledger.Begin(ServiceTrial.Call(2, "a")).Should().Be(BeginResult.Full);
        ledger.Begin(ServiceTrial.Call(3, "b")).Should().Be(BeginResult.Full);
        ledger.Know("b", AccountProfile.Unknown).Should().BeFalse();
        ledger.Summary().TurnedAway.Should().Be(2);
    }

    [Test]
    public void Validate_WrongOptions_NamesEach()
    {
        var options = new ReferenceOptions
        {
            SlowMilliseconds = 0,
            RetryAfterSeconds = -1,
            Ledger = new LedgerOptions { MaxAccounts = 0 },
            Faults = new ReferenceOptions().Faults.Add("eror", new FaultRule(1)).Add("error", new FaultRule(1.5)),
        };

        options.Validate().Should().HaveCount(5);
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private async Task<HttpResponseMessage> PostAsync(string kind, string key, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/" + kind) { Content = Json(body) };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        return await _http.SendAsync(request);
    }
}
