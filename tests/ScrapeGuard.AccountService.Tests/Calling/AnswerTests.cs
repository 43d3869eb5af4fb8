using Microsoft.AspNetCore.Http;
using ScrapeGuard.AccountService.Options;
using ScrapeGuard.Actions.Accounts;

namespace ScrapeGuard.AccountService.Tests.Calling;

/// <summary>What is made of answers, by a server that gives any.</summary>
public sealed class AnswerTests
{
    private const string Done = """{"state":"done"}""";

    private static readonly CallTemplate ByStatus = new()
    {
        Url = "/suspend",
        Body = """{"id":"{account}"}""",
    };

    [TestCase(200, CallOutcome.Done), TestCase(201, CallOutcome.Done), TestCase(204, CallOutcome.Done)]
    [TestCase(202, CallOutcome.Unknown), TestCase(206, CallOutcome.Unknown)]
    [TestCase(301, CallOutcome.Unknown), TestCase(302, CallOutcome.Unknown), TestCase(303, CallOutcome.Unknown)]
    [TestCase(307, CallOutcome.Refused), TestCase(308, CallOutcome.Refused)]
    [TestCase(400, CallOutcome.Refused), TestCase(403, CallOutcome.Refused), TestCase(404, CallOutcome.Refused)]
    [TestCase(405, CallOutcome.Refused), TestCase(410, CallOutcome.Refused), TestCase(422, CallOutcome.Refused)]
    [TestCase(401, CallOutcome.NotDone), TestCase(425, CallOutcome.NotDone), TestCase(429, CallOutcome.NotDone)]
    [TestCase(408, CallOutcome.Unknown), TestCase(409, CallOutcome.Unknown)]
    [TestCase(500, CallOutcome.Unknown), TestCase(502, CallOutcome.Unknown), TestCase(503, CallOutcome.Unknown)]
    [TestCase(504, CallOutcome.Unknown), TestCase(599, CallOutcome.Unknown)]
    public async Task ApplyAsync_StatusAlone_HasItsMeaning(int status, CallOutcome outcome)
    {
        await using var server = await StubServer.StartAsync(status);

        var result = await ApplyAsync(server, ByStatus);

        result.Outcome.Should().Be(outcome, result.Detail);
        result.Detail.Should().StartWith($"{status}");
    }

    [Test]
    public async Task ApplyAsync_UnavailableThatSaysWhenToComeBack_IsNotDone()
    {
        await using var server = await StubServer.StartAsync(context =>
        {
            context.Response.StatusCode = 503;
            context.Response.Headers.RetryAfter = "120";
            return Task.CompletedTask;
        });

        var result = await ApplyAsync(server, ByStatus);

        result.Outcome.Should().Be(CallOutcome.NotDone);
        result.RetryAfter.Should().Be(TimeSpan.FromMinutes(2));
    }

    [TestCase("100000000", 600), TestCase("Sat, 28 Nov 2099 00:00:00 GMT", 600), TestCase("-5", null)]
    [TestCase("Sat, 28 Nov 2020 00:00:00 GMT", 0), TestCase("soon", null)]
    public async Task ApplyAsync_RetryAfter_IsBounded(string text, int? seconds)
    {
        await using var server = await StubServer.StartAsync(context =>
        {
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = text;
            return Task.CompletedTask;
        });

        var result = await ApplyAsync(server, ByStatus);

        result.Outcome.Should().Be(CallOutcome.NotDone);
        result.RetryAfter.Should().Be(seconds is { } s ? TimeSpan.FromSeconds(s) : null);
    }

    [Test]
    public async Task ApplyAsync_Redirect_IsNotFollowed()
    {
        await using var elsewhere = await StubServer.StartAsync(200, Done);
        await using var server = await StubServer.StartAsync(context =>
        {
            context.Response.Redirect(elsewhere.Address + "/suspend", permanent: false, preserveMethod: true);
            return Task.CompletedTask;
        });

        var result = await ApplyAsync(server, ByStatus);

        result.Outcome.Should().Be(CallOutcome.Refused);
        elsewhere.Requests.Should().BeEmpty();
    }

    [TestCase(Done, CallOutcome.Done), TestCase("""{"state":"none"}""", CallOutcome.NotDone)]
    [TestCase("""{"state":"pending"}""", CallOutcome.Unknown), TestCase("""{"other":"done"}""", CallOutcome.Unknown)]
    [TestCase("<html>sign in to the network</html>", CallOutcome.Unknown), TestCase("", CallOutcome.Unknown)]
    [TestCase("""{"state":["done"]}""", CallOutcome.Unknown)]
    public async Task ApplyAsync_AnswerThatNeedsAWord_TellsOnlyByIt(string body, CallOutcome outcome)
    {
        await using var server = await StubServer.StartAsync(200, body);

        (await ApplyAsync(server, ByStatus with { Answer = "/state" })).Outcome.Should().Be(outcome);
    }

    [Test]
    public async Task AskAsync_NotFoundFromAStranger_IsUnknown()
    {
        await using var server = await StubServer.StartAsync(404, "<html>no such page</html>");
        using var client = ClientOf(server, ByStatus);

        var result = await client.AskAsync(ServiceTrial.Call(1), CancellationToken.None);

        result.Outcome.Should().Be(CallOutcome.Unknown, "a wrong address is no proof that nothing was done");
    }

    [Test]
    public async Task AskAsync_ByTheStateOfTheAccount_ComparesWithTheKind()
    {
        await using var server = await StubServer.StartAsync(200, """{"user":{"status":"suspend"}}""");
        var ask = new CallTemplate
        {
            Method = "GET",
            Url = "/users/{account}",
            Answer = "/user/status",
            DoneWords = "{kind}, {kind}ed",
            NotDoneWords = "active",
        };
        using var client = ServiceTrial.ClientOf(
            ServiceTrial.OneAttempt with { BaseUrl = server.Address, Suspend = ByStatus, Ask = ask });

        (await client.AskAsync(ServiceTrial.Call(1), CancellationToken.None)).Outcome.Should().Be(CallOutcome.Done);
    }

    [TestCase(true), TestCase(false)]
    public async Task ApplyAsync_EndlessAnswer_IsReadToTheLimit(bool saysItsLength)
    {
        await using var server = await StubServer.StartAsync(async context =>
        {
            const int Megabytes = 64;
            context.Response.ContentLength = saysItsLength ? Megabytes << 20 : null;
            var piece = new byte[1 << 20];
            for (var i = 0; i < Megabytes && !context.RequestAborted.IsCancellationRequested; i++)
            {
                await context.Response.Body.WriteAsync(piece, context.RequestAborted);
            }
        });

        var result = await ApplyAsync(server, ByStatus with { Answer = "/state" });

        result.Outcome.Should().Be(CallOutcome.Unknown);
        result.Detail.Should().Be("200 OK with more than 65536 bytes");
    }

    [Test]
    public async Task ApplyAsync_BodyNeverEndsWhereTheStatusTells_IsDone()
    {
        await using var server = await StubServer.StartAsync(async context =>
        {
            context.Response.ContentLength = 100;
            await context.Response.Body.WriteAsync("half"u8.ToArray());
            await context.Response.Body.FlushAsync();
            var gone = new TaskCompletionSource();
            await using var left = context.RequestAborted.Register(gone.SetResult);
            await gone.Task;
        });

        (await ApplyAsync(server, ByStatus)).Outcome.Should().Be(CallOutcome.Done);
    }

    [Test]
    public async Task ProfileAsync_ForeignService_IsReadByPointers()
    {
        await using var server = await StubServer.StartAsync(
            200, """{"u":{"tier":"gold","geo":["SE"],"app":7,"born":1700000000.5}}""");
        var options = ServiceTrial.OneAttempt with
        {
            BaseUrl = server.Address,
            ProfileMembers = new ProfileMembers
            {
                Plan = "/u/tier",
                Country = "/u/geo/0",
                Client = "/u/app",
                Created = "/u/born",
            },
        };
        using var client = ServiceTrial.ClientOf(options);

        var profile = await client.ProfileAsync("a&b=c", CancellationToken.None);

        profile.Should().Be(new AccountProfile
        {
            Plan = "gold",
            Country = "SE",
            Client = null,
            CreatedMicros = 1_700_000_000_500_000,
        });
        server.Requests.Should().ContainSingle().Which.RawTarget.Should().Be("/v1/account?account=a%26b%3Dc");
    }

    [TestCase(404, "{}"), TestCase(500, "{}"), TestCase(200, "no json")]
    public async Task ProfileAsync_NothingToBeHad_IsNull(int status, string body)
    {
        await using var server = await StubServer.StartAsync(status, body);
        using var client = ClientOf(server, ByStatus);

        (await client.ProfileAsync("user-42", CancellationToken.None)).Should().BeNull();
    }

    [Test]
    public async Task ApplyAsync_AccountThatIsAStepUpInThePath_IsRefusedUnsent()
    {
        await using var server = await StubServer.StartAsync(200);
        using var client = ClientOf(server, ByStatus with { Url = "/users/{account}/suspend" });

        foreach (var account in new[] { "..", "." })
        {
            var result = await client.ApplyAsync(ServiceTrial.Call(1, account), CancellationToken.None);
            result.Outcome.Should().Be(CallOutcome.Refused);
        }

        server.Requests.Should().BeEmpty();
    }

    // Half characters can't stand in an attribute.
    [TestCase(""), TestCase("D800"), TestCase("DC00")]
    public async Task ApplyAsync_NoNameOfAnAccount_IsRefusedUnsent(string half)
    {
        var account = half.Length == 0 ? "" : $"x{(char)Convert.ToInt32(half, 16)}y";
        await using var server = await StubServer.StartAsync(200);
        using var client = ClientOf(server, ByStatus);

        (await client.ApplyAsync(ServiceTrial.Call(1, account), CancellationToken.None)).Outcome
            .Should().Be(CallOutcome.Refused);
        server.Requests.Should().BeEmpty();
    }

    private static async Task<CallResult> ApplyAsync(StubServer server, CallTemplate template)
    {
        using var client = ClientOf(server, template);
        return await client.ApplyAsync(ServiceTrial.Call(1), CancellationToken.None);
    }

    private static AccountService.Calling.HttpAccountService ClientOf(StubServer server, CallTemplate template) =>
        ServiceTrial.ClientOf(ServiceTrial.OneAttempt with { BaseUrl = server.Address, Suspend = template });
}
