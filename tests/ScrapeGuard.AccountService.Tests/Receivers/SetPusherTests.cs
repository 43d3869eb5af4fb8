using Microsoft.Extensions.Logging.Abstractions;
using ScrapeGuard.AccountService.Receivers;
using ScrapeGuard.AccountService.Secrets;
using ScrapeGuard.AccountService.Tests.Calling;

namespace ScrapeGuard.AccountService.Tests.Receivers;

public sealed class SetPusherTests
{
    private const string Token = "eyJhbGciOiJFUzI1NiJ9.eyJqdGkiOiIxIn0.c2ln";
    private const string Secret = "receiver-s3cret";

    [Test]
    public async Task PushAsync_Receiver_GetsWhatTheRfcSays()
    {
        await using var receiver = await StubServer.StartAsync(202);
        using var pusher = PusherOf(receiver.Address + "/events");

        var delivery = await pusher.PushAsync(Token, CancellationToken.None);

        delivery.Should().Be(new SetDelivery(SetOutcome.Delivered, "202"));
        var got = receiver.Requests.Should().ContainSingle().Subject;
        (got.Method, got.RawTarget, got.Body).Should().Be(("POST", "/events", Token));
        got.Headers["Content-Type"].Should().Be("application/secevent+jwt");
        got.Headers["Accept"].Should().Be("application/json");
        got.Headers["Authorization"].Should().Be("Bearer " + Secret);
    }

    [Test]
    public async Task PushAsync_Refused_TellsTheReasonWithoutASecret()
    {
        await using var receiver = await StubServer.StartAsync(
            400, $$"""{"err":"invalid_key","description":"no key\n for {{Secret}}"}""");
        using var pusher = PusherOf(receiver.Address);

        var delivery = await pusher.PushAsync(Token, CancellationToken.None);

        delivery.Should().Be(
            new SetDelivery(SetOutcome.Refused, "400 invalid_key no key  for (secret)", "invalid_key"));
        receiver.Requests.Should().ContainSingle("a refusal is final");
    }

    [TestCase("no json"), TestCase("[]"), TestCase("{}"), TestCase("""{"err":7}"""), TestCase("""{"err":"\ud800"}""")]
    public async Task PushAsync_RefusedWithoutAReason_IsRefused(string body)
    {
        await using var receiver = await StubServer.StartAsync(400, body);
        using var pusher = PusherOf(receiver.Address);

        (await pusher.PushAsync(Token, CancellationToken.None)).Should().Be(
            new SetDelivery(SetOutcome.Refused, "400"));
    }

    [Test]
    public async Task PushAsync_FaultsFirst_IsPushedAgain()
    {
        var times = 0;
        await using var receiver = await StubServer.StartAsync(context =>
        {
            switch (Interlocked.Increment(ref times))
            {
                case 1:
                    context.Abort();
                    break;
                case 2:
                    context.Response.StatusCode = 503;
                    break;
                case 3:
                    context.Response.StatusCode = 429;
                    context.Response.Headers.RetryAfter = "0";
                    break;
                default:
                    context.Response.StatusCode = 202;
                    break;
            }

            return Task.CompletedTask;
        });
        using var pusher = PusherOf(receiver.Address);

        (await pusher.PushAsync(Token, CancellationToken.None)).Outcome.Should().Be(SetOutcome.Delivered);
        receiver.Requests.Select(request => request.Body).Should().Equal(Token, Token, Token, Token);
    }

    [TestCase(401), TestCase(500), TestCase(503)]
    public async Task PushAsync_NeverWell_IsNotDeliveredAfterItsAttempts(int status)
    {
        await using var receiver = await StubServer.StartAsync(status);
        using var pusher = PusherOf(receiver.Address);

        (await pusher.PushAsync(Token, CancellationToken.None)).Should().Be(
            new SetDelivery(SetOutcome.NotDelivered, $"{status}"));
        receiver.Requests.Should().HaveCount(4);
    }

    [Test]
    public async Task PushAsync_LongWait_IsTheCallers()
    {
        await using var receiver = await StubServer.StartAsync(context =>
        {
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = "90";
            return Task.CompletedTask;
        });
        using var pusher = PusherOf(receiver.Address);

        (await pusher.PushAsync(Token, CancellationToken.None)).RetryAfter.Should().Be(TimeSpan.FromSeconds(90));
        receiver.Requests.Should().ContainSingle();
    }

    [TestCase(""), TestCase("a\nb"), TestCase("ü")]
    public async Task PushAsync_NoToken_IsRefusedUnsent(string token)
    {
        await using var receiver = await StubServer.StartAsync(202);
        using var pusher = PusherOf(receiver.Address);

        (await pusher.PushAsync(token, CancellationToken.None)).Outcome.Should().Be(SetOutcome.Refused);
        receiver.Requests.Should().BeEmpty();
    }

    [TestCase("https://receiver.example/events", 0), TestCase("http://127.0.0.1:9/", 0)]
    [TestCase("http://receiver.example/events", 1), TestCase("", 1), TestCase("https://a:hunter2@b/", 1)]
    public void Validate_Url_MustBePrivate(string url, int mistakes)
    {
        var found = new SetReceiverOptions { Url = url }.Validate();

        found.Should().HaveCount(mistakes);
        string.Join('\n', found).Should().NotContain("hunter2");
    }

    private static SetPusher PusherOf(string url) => new(
        new SetReceiverOptions
        {
            Url = url,
            Token = new SecretSource { Variable = "TOKEN" },
            RetryDelayMilliseconds = 1,
            AttemptTimeoutMilliseconds = 30_000,
        },
        NullLogger.Instance, TimeProvider.System, jitterSeed: 1, _ => Secret);
}
