using System.CommandLine;
using Microsoft.Extensions.Logging;
using ScrapeGuard.Cli.Actioning;
using ScrapeGuard.Cli.Commands;
using ScrapeGuard.Cli.Services;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Kafka.Native;

namespace ScrapeGuard.Cli.Tests.Actioning;

/// <summary>Runs <c>actioner</c> with variables of its own and a runner that only notes.</summary>
internal sealed class ActionerTrial : IActionerRunner, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("scrapeguard-actioner-");

    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    public ActionerSettings? Settings { get; private set; }

    public string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Runs it to its end; skips the test where an actioner could not run.</summary>
    public ActionerSettings Accept(params string[] args)
    {
        if (SystemLibrdkafka.Load() is { } missing)
        {
            Assert.Ignore(missing);
        }

        var (code, error) = Run(args);
        code.Should().Be(ExitCode.Done, error);
        return Settings!;
    }

    /// <summary>Runs it with what is wrong; gives back the lines on standard error.</summary>
    public string[] Refuse(params string[] args)
    {
        var (code, error) = Run(args);
        code.Should().Be(ExitCode.WrongArguments, error);
        Settings.Should().BeNull();
        return error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    public Task RunAsync(ActionerSettings settings, Policy policy, ILoggerFactory logs, CancellationToken stop)
    {
        Settings = settings;
        return Task.CompletedTask;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private (int Code, string Error) Run(string[] args)
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
        var root = new RootCommand { ActionerCommand.Create(context, this) };
        var code = CommandRoot.RunAsync(root, ["actioner", .. args], context, CancellationToken.None)
            .GetAwaiter().GetResult();
        return (code, error.ToString());
    }
}
