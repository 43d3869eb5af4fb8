using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using ScrapeGuard.Cli.Commands;
using ScrapeGuard.Cli.Tests.Policies;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Kafka.Native;

namespace ScrapeGuard.Cli.Tests.Services;

public sealed class WorkerCommandTests
{
    private static readonly string[] Servers = ["--bootstrap-servers", "a:1"];

    private WorkerTrial _trial = null!;

    [SetUp]
    public void Open() => _trial = new WorkerTrial();

    [TearDown]
    public void Close() => _trial.Dispose();

    [Test]
    public void Run_AllOptions_HandsOverWhatTheySay()
    {
        var policy = _trial.Write("p.yaml", "name: mine");
        var model = GoldenFile.InRepository("src/ScrapeGuard.Cli/Models/default.sgmodel");

        var settings = _trial.Accept("--bootstrap-servers", "a:1", "--group", "g", "--topic", "t", "--state", "s",
            "--policy", policy, "--model", model, "--urls", "http://127.0.0.1:0", "--threads", "2");

        settings.Options.Kafka.GroupId.Should().Be("g");
        settings.Options.Kafka.Topics.AccessEvents.Should().Be("t");
        settings.Options.State.Directory.Should().Be("s");
        settings.Options.Threads.Should().Be(2);
        settings.Shared.Urls.Should().Equal("http://127.0.0.1:0");
        _trial.Runner.Policy!.Name.Should().Be("mine");
        _trial.Runner.Model.Should().NotBeNull();
    }

    [Test]
    public void Run_NoPolicyAndModel_HasThoseOfTheProgram()
    {
        _trial.Accept(Servers);

        _trial.Runner.Policy.Should().BeSameAs(Policy.Default);
        _trial.Runner.Model.Should().NotBeNull();
    }

    [Test]
    public void Run_AskedToStop_IsDone()
    {
        Skip();
        using var stop = new CancellationTokenSource();
        _trial.Runner.Work = async (_, token) =>
        {
            await stop.CancelAsync();
            token.ThrowIfCancellationRequested();
        };

        _trial.Run(Servers, stop.Token).Should().Be((ExitCode.Done, ""));
    }

    [Test]
    public void Run_RunnerFails_SaysSoInTheLog()
    {
        Skip();
        _trial.Runner.Work = (_, _) => throw new InvalidDataException("broken\nstate");

        var (code, error) = _trial.Run(Servers);

        code.Should().Be(ExitCode.Failed);
        error.Should().EndWith(" critical The worker has failed: InvalidDataException: broken\\u{A}state\n");
    }

    [Test]
    public void Run_LogFormatJson_LogsObjects()
    {
        Skip();
        _trial.Runner.Work = (logs, _) =>
        {
            logs.CreateLogger("here").Log(LogLevel.Information, "started");
            return Task.CompletedTask;
        };

        var (_, error) = _trial.Run([.. Servers, "--log-format", "json"]);

        var line = JsonDocument.Parse(error).RootElement;
        line.GetProperty("message").GetString().Should().Be("started");
        line.GetProperty("category").GetString().Should().Be("here");
    }

    [Test]
    public void Run_Help_IsTheGoldenText()
    {
        var output = new StringWriter();
        var context = new CommandContext
        {
            Out = output,
            Error = TextWriter.Null,
            ErrorIsTerminal = false,
            Time = TimeProvider.System,
        };
        var root = new RootCommand { WorkerCommand.Create(context, _trial.Runner) };

        CommandRoot.RunAsync(root, ["worker", "--help"], context, CancellationToken.None).GetAwaiter().GetResult()
            .Should().Be(ExitCode.Done);

        var text = output.ToString().Replace(RootCommand.ExecutableName, "scrapeguard", StringComparison.Ordinal);
        GoldenFile.Check(text.TrimEnd() + "\n", GoldenFile.Beside("Golden/worker-help.txt"));
    }

    private static void Skip()
    {
        if (SystemLibrdkafka.Load() is { } missing)
        {
            Assert.Ignore(missing);
        }
    }
}
