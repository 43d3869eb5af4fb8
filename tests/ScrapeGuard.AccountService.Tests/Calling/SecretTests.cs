using Microsoft.Extensions.Logging;
using ScrapeGuard.AccountService.Calling;
using ScrapeGuard.AccountService.Options;
using ScrapeGuard.AccountService.Reference;
using ScrapeGuard.AccountService.Secrets;
using ScrapeGuard.Actions.Accounts;

namespace ScrapeGuard.AccountService.Tests.Calling;

public sealed class SecretTests
{
    private const string Secret = "s3cret-of-the-house";
    private DirectoryInfo _folder = null!;

    private string TokenFile => Path.Combine(_folder.FullName, "token");

    [SetUp]
    public void Open() => _folder = Directory.CreateTempSubdirectory("scrapeguard-secret-");

    [TearDown]
    public void Close() => _folder.Delete(recursive: true);

    [Test]
    public async Task ApplyAsync_SecretInAFile_IsSentAndNeverShown()
    {
        await File.WriteAllTextAsync(TokenFile, Secret + "\n");
        var source = new SecretSource { File = TokenFile };
        await using var service = await ReferenceService.StartAsync(
            new ReferenceOptions { Token = source }, TimeProvider.System, CancellationToken.None);
        var log = new ListLogger();
        using var client = ClientOf(service.Address, source, log);

        var done = await client.ApplyAsync(ServiceTrial.Call(1), CancellationToken.None);
        service.Faults.Order("error", new(1));
        var failed = await client.ApplyAsync(ServiceTrial.Call(2), CancellationToken.None);

        done.Outcome.Should().Be(CallOutcome.Done);
        failed.Outcome.Should().Be(CallOutcome.Unknown);
        log.Lines.Should().NotBeEmpty();
        string.Join('\n', log.Lines.Append(done.ToString()).Append(failed.ToString())
            .Append(OptionsOf(service.Address, source).ToString())).Should().NotContain(Secret);
    }

    [Test]
    public async Task ApplyAsync_WrongSecret_IsNotDoneUntilItIsMended()
    {
        await File.WriteAllTextAsync(TokenFile, Secret);
        await using var service = await ReferenceService.StartAsync(
            new ReferenceOptions { Token = new SecretSource { File = TokenFile } }, TimeProvider.System,
            CancellationToken.None);
        using var wrong = ClientOf(service.Address, new SecretSource { Variable = "T" }, new ListLogger(), "wrong");
        using var right = ClientOf(service.Address, new SecretSource { Variable = "T" }, new ListLogger(), Secret);

        var refused = await wrong.ApplyAsync(ServiceTrial.Call(1), CancellationToken.None);

        refused.Outcome.Should().Be(CallOutcome.NotDone, "people mend secrets; the account is not to be let off");
        (await wrong.AskAsync(ServiceTrial.Call(1), CancellationToken.None)).Outcome
            .Should().Be(CallOutcome.Unknown, "who may not ask knows nothing");
        (await right.ApplyAsync(ServiceTrial.Call(1), CancellationToken.None)).Outcome.Should().Be(CallOutcome.Done);
    }

    [TestCase("", "empty"), TestCase("two\nlines", "not visible ASCII"), TestCase("grün", "not visible ASCII")]
    public async Task ApplyAsync_FileWithoutASecret_IsNotSent(string text, string why)
    {
        await File.WriteAllTextAsync(TokenFile, text);
        await using var server = await StubServer.StartAsync(200);
        using var client = ClientOf(server.Address, new SecretSource { File = TokenFile }, new ListLogger());

        var result = await client.ApplyAsync(ServiceTrial.Call(1), CancellationToken.None);

        result.Outcome.Should().Be(CallOutcome.NotDone);
        result.Detail.Should().StartWith("not sent: the secret of Authorization: ").And.Contain(why);
        server.Requests.Should().BeEmpty();
    }

    [Test]
    public async Task ApplyAsync_NoFileNorVariable_IsNotSent()
    {
        await using var server = await StubServer.StartAsync(200);
        foreach (var source in new[]
        {
            new SecretSource { File = TokenFile }, new SecretSource { Variable = "SCRAPEGUARD_TEST_NOT_THERE" },
        })
        {
            using var client = ClientOf(server.Address, source, new ListLogger());

            (await client.ApplyAsync(ServiceTrial.Call(1), CancellationToken.None)).Outcome
                .Should().Be(CallOutcome.NotDone);
        }

        server.Requests.Should().BeEmpty();
    }

    [Test]
    public void Read_FileChanges_IsReadAnewAfterAWhile()
    {
        var time = new ManualTime();
        var reader = new SecretReader(new SecretSource { File = TokenFile, Prefix = "" }, time);
        File.WriteAllText(TokenFile, "first");
        var first = reader.Read(out _);
        File.WriteAllText(TokenFile, "second");

        var still = reader.Read(out _);
        time.Advance(TimeSpan.FromSeconds(5));

        (first, still, reader.Read(out _)).Should().Be(("first", "first", "second"));
        reader.Hide("the second one").Should().Be("the (secret) one");
    }

    private static AccountServiceOptions OptionsOf(string address, SecretSource source) => ServiceTrial.OneAttempt with
    {
        BaseUrl = address,
        SecretHeaders = ServiceTrial.OneAttempt.SecretHeaders.Add("Authorization", source),
    };

    private static HttpAccountService ClientOf(
        string address, SecretSource source, ILogger log, string? variable = null) =>
        new(OptionsOf(address, source), log, TimeProvider.System, jitterSeed: 1, _ => variable);

    private sealed class ListLogger : ILogger
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) => Lines.Add($"{formatter(state, exception)} {exception}");
    }

    private sealed class ManualTime : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Advance(TimeSpan time) => _ticks += time.Ticks;

        public override long GetTimestamp() => _ticks;
    }
}
