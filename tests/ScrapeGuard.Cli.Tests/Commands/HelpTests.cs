using System.CommandLine;
using System.Text;
using ScrapeGuard.Cli.Commands;
using ScrapeGuard.Cli.Tests.Policies;

namespace ScrapeGuard.Cli.Tests.Commands;

/// <summary>
/// What --help says of the commands of this folder. The text of replay changes with its own options and is only held
/// to be there.
/// </summary>
public sealed class HelpTests
{
    private static readonly string[] Shown =
    [
        "demo", "explain", "simulate", "evaluate", "train", "model", "model evaluate", "account-service", "validate",
        "test",
    ];

    [Test]
    public void RunAsync_HelpOfEachCommand_IsTheGoldenText()
    {
        using var trial = new CommandTrial();
        var text = new StringBuilder();
        foreach (var command in Shown)
        {
            var ended = trial.Run([.. command.Split(' '), "--help"]);
            ended.Code.Should().Be(ExitCode.Done, command);
            ended.Error.Should().BeEmpty(command);
            text.Append("=== ").Append(command).Append('\n').Append(ended.Out.TrimEnd()).Append("\n\n");
        }

        text.Replace(RootCommand.ExecutableName, "scrapeguard");
        GoldenFile.Check(text.ToString(), GoldenFile.Beside("Golden/help.txt"));
    }

    [Test]
    public void RunAsync_HelpOfTheProgram_NamesEachCommand()
    {
        using var trial = new CommandTrial();

        var ended = trial.Run("--help");

        ended.Code.Should().Be(ExitCode.Done);
        ended.Out.Should().ContainAll(Shown.Where(command => !command.Contains(' ')).Append("replay"));
    }

    [Test]
    public void RunAsync_HelpBesideMistakes_IsShown()
    {
        using var trial = new CommandTrial();

        var ended = trial.Run("replay", "--help", "--threads", "abc");

        ended.Code.Should().Be(ExitCode.Done);
        ended.Out.Should().Contain("--threads");
    }

    [Test]
    public void RunAsync_EachOption_HasADescription()
    {
        var context = new CommandContext
        {
            Out = TextWriter.Null,
            Error = TextWriter.Null,
            ErrorIsTerminal = false,
            Time = TimeProvider.System,
        };

        var silent = CommandRoot.Create(context).Subcommands
            .SelectMany(command => command.Subcommands.Prepend(command))
            .SelectMany(command => command.Options.Where(option => string.IsNullOrEmpty(option.Description))
                .Select(option => $"{command.Name} {option.Name}"));

        silent.Should().BeEmpty();
    }
}
