using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ScrapeGuard.AccountService.Receivers;
using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Actions.Safeguards;
using ScrapeGuard.Actions.Safeguards.Risc;
using ScrapeGuard.Actions.Storing;
using ScrapeGuard.Actions.Storing.Memory;
using ScrapeGuard.Cli.Actioning;
using ScrapeGuard.Cli.Services;
using ScrapeGuard.Kafka.Actioning;
using ScrapeGuard.Kafka.Health;

namespace ScrapeGuard.Cli.Tests.Actioning.Receivers;

/// <summary>Security event tokens, from the store to a receiver over HTTP, as an actioner pushes them.</summary>
public sealed class TokenPushTests
{
    private const int Many = 12;
    private const string Audience = "https://receiver.example.com/";

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private string _keyFile = "";

    [OneTimeSetUp]
    public void WriteKey()
    {
        _keyFile = Path.Combine(Path.GetTempPath(), $"scrapeguard-key-{Environment.ProcessId}.pem");
        File.WriteAllText(_keyFile, _key.ExportPkcs8PrivateKeyPem());
    }

    [OneTimeTearDown]
    public void DeleteKey()
    {
        File.Delete(_keyFile);
        _key.Dispose();
    }

    [Test]
    public async Task Run_ReceiverTakesThem_EachIsPushedOnce()
    {
        await using var receiver = await HttpReceiver.StartAsync();
        await PushAllAsync(receiver, NullLogger.Instance, () => Task.CompletedTask);

        Tokens(receiver).Should().HaveCount(Many).And.OnlyContain(token => token.Status == 202);
        CheckAllDelivered(receiver);
    }

    [Test]
    public async Task Run_FaultsAndLostAnswersFirst_EachIsDeliveredWithTheSameJti()
    {
        await using var receiver = await HttpReceiver.StartAsync();
        receiver.Answer = (number, _) => number switch
        {
            0 or 1 => (500, ""),
            3 => (503, ""),
            5 or 6 => (0, ""),
            8 => (429, ""),
            _ => (202, ""),
        };
        await PushAllAsync(receiver, NullLogger.Instance, () => Task.CompletedTask);

        Tokens(receiver).Should().HaveCount(Many + 6, "each that was not taken was pushed once more");
        CheckAllDelivered(receiver);
    }

    [Test]
    public async Task Run_ReceiverDownAndBack_EachIsDelivered()
    {
        await using var receiver = await HttpReceiver.StartAsync();
        await receiver.GoAsync();
        await PushAllAsync(receiver, NullLogger.Instance, async () =>
        {
            await receiver.ComeAsync();
            await Events.UntilAsync(() => Task.FromResult(receiver.Requests.Count >= 2), "the first tokens");
            await receiver.GoAsync();
            await receiver.ComeAsync();
        });

        CheckAllDelivered(receiver);
    }

    [Test]
    public async Task Run_OneIsRefused_TellsWhyAndPushesItNoMore()
    {
        await using var receiver = await HttpReceiver.StartAsync();
        var refused = SecurityEventToken.TokenId(Events.Done(3), Audience);
        receiver.Answer = (_, body) => Claims(body).GetProperty("jti").GetString() == refused
            ? (400, """{"err":"invalid_audience","description":"who is that"}""")
            : (202, "");
        var log = new KeptLog();
        await PushAllAsync(receiver, log, () => Task.CompletedTask);

        Tokens(receiver).Where(token => token.Jti == refused).Should().ContainSingle("a refusal is final");
        Tokens(receiver).Where(token => token.Status == 202).Should().HaveCount(Many - 1);
        log.Lines.Should().Contain(line => line.Contains("400 invalid_audience who is that"));
    }

    private async Task PushAllAsync(HttpReceiver receiver, ILogger log, Func<Task> meanwhile)
    {
        var time = new FastTime(50);
        using var store = new MemoryActionStore();
        await using (var transaction = await store.BeginAsync(CancellationToken.None))
        {
            await transaction.CommitAsync(
                new ChangeSet { Outgoing = [.. All().Select(told => new OutgoingEvent(OutgoingChannel.Push, told))] },
                CancellationToken.None);
        }

        var settings = new ReceiverSettings(
            new SetReceiverOptions
            {
                Url = receiver.Url,
                MaxAttempts = 2,
                RetryDelayMilliseconds = 100,
                AttemptTimeoutMilliseconds = 120_000,
            },
            new RiscOptions { Issuer = "https://scrapeguard.example.com/", Audience = Audience }, _keyFile, "k1");
        using var metrics = new ActionerMetrics();
        using var push = new TokenPush(settings, metrics, new HealthBoard(time), log, time);
        using var stop = new CancellationTokenSource();
        var pushing = push.RunAsync(store, stop.Token);
        await meanwhile();
        await Events.UntilAsync(
            async () => await store.CountOutgoingAsync(OutgoingChannel.Push, CancellationToken.None) == 0,
            "the store still has tokens");
        await stop.CancelAsync();
        await pushing;
    }

    private void CheckAllDelivered(HttpReceiver receiver)
    {
        var tokens = Tokens(receiver);
        tokens.Should().OnlyContain(token => token.IsVerified && token.ContentType == "application/secevent+jwt");

        // What the receiver took, answered or not, is all there is, each under one jti.
        var expected = All().Select(told => SecurityEventToken.TokenId(told, Audience)).ToList();
        tokens.Where(token => token.Status is 202 or 0).Select(token => token.Jti).Distinct().Should()
            .BeEquivalentTo(expected);
        tokens.Select(token => token.Jti).Should().OnlyContain(jti => expected.Contains(jti));
        tokens.GroupBy(token => token.Account).Should()
            .OnlyContain(pushes => pushes.Select(push => push.Jti).Distinct().Count() == 1);
    }

    private List<Token> Tokens(HttpReceiver receiver) => [.. receiver.Requests.Select(request =>
    {
        var claims = Claims(request.Body);
        var dot = request.Body.LastIndexOf('.');
        return new Token(
            claims.GetProperty("jti").GetString()!,
            claims.GetProperty("sub_id").GetRawText(),
            request.Status,
            request.ContentType,
            _key.VerifyData(
                Encoding.ASCII.GetBytes(request.Body[..dot]), Base64Url.DecodeFromChars(request.Body.AsSpan(dot + 1)),
                HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));
    })];

    private static JsonElement Claims(string token)
    {
        using var document = JsonDocument.Parse(Base64Url.DecodeFromChars(token.Split('.')[1]));
        return document.RootElement.Clone();
    }

    private static IEnumerable<SafeguardEvent> All() => Enumerable.Range(1, Many)
        .Select(i => Events.Done(i, i % 3 == 0 ? EffectKind.Restore : EffectKind.Suspend));

    private sealed record Token(string Jti, string Account, int Status, string? ContentType, bool IsVerified);

    private sealed class KeptLog : ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) => Lines.Enqueue(formatter(state, exception));
    }
}
