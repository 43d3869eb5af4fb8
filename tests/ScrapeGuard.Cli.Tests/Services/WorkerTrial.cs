using System.CommandLine;
using Microsoft.Extensions.Logging;
using ScrapeGuard.Cli.Commands;
using ScrapeGuard.Cli.Services;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Detection.Models;
using ScrapeGuard.Kafka.Native;

namespace ScrapeGuard.Cli.Tests.Services;

/// <summary>
/// Runs <c>worker</c> in a folder of its own, with variables of its own and a runner that only notes.
/// </summary>
internal sealed class WorkerTrial : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("scrapeguard-worker-");

    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    public RecordingRunner Runner { get; } = new();

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public string Write(string name, params IEnumerable<string> lines)
    {
        File.WriteAllLines(PathOf(name), lines);
        return PathOf(name);
    }

    /// <summary>Runs it to its end; skips the test where a worker could not run.</summary>
    public WorkerSettings Accept(params string[] args)
    {
        if (SystemLibrdkafka.Load() is { } missing)
        {
            Assert.Ignore(missing);
        }

        var (code, error) = Run(args);
        code.Should().Be(ExitCode.Done, error);
        return Runner.Settings!;
    }

    /// <summary>Runs it with what is wrong; gives back the lines on standard error.</summary>
    public string[] Refuse(params string[] args)
    {
        var (code, error) = Run(args);
        code.Should().Be(ExitCode.WrongArguments, error);
        Runner.Settings.Should().BeNull();
        return error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    public (int Code, string Error) Run(params string[] args) => Run(args, CancellationToken.None);

    public (int Code, string Error) Run(string[] args, CancellationToken stop)
    {
        var error = new StringWriter();
        var context = new CommandContext
        {
            Out = TextWriter.Null,
            Error = error,
            ErrorIsTerminal = false,
            Time = TimeProvider.System,
            Variables = Variables,
            Folder = _folder.FullName,
        };
        var root = new RootCommand { WorkerCommand.Create(context, Runner) };
        var code = CommandRoot.RunAsync(root, ["worker", .. args], context, stop).GetAwaiter().GetResult();
        return (code, error.ToString());
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Notes what it is given, and then does what the test says.</summary>
    internal sealed class RecordingRunner : IWorkerRunner
    {
        public WorkerSettings? Settings { get; private set; }

        public Policy? Policy { get; private set; }

        public DetectionModel? Model { get; private set; }

        public Func<ILoggerFactory, CancellationToken, Task> Work { get; set; } = (_, _) => Task.CompletedTask;

        public Task RunAsync(
            WorkerSettings settings, Policy policy, DetectionModel? model, ILoggerFactory logs, CancellationToken stop)
        {
            (Settings, Policy, Model) = (settings, policy, model);
            return Work(logs, stop);
        }
    }
}
