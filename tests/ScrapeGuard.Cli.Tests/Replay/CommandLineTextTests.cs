using System.Diagnostics;
using ScrapeGuard.Cli.Replay;

namespace ScrapeGuard.Cli.Tests.Replay;

public sealed class CommandLineTextTests
{
    private const string Shell = "/bin/sh";

    [Test]
    public void Of_PlainWords_StayBare() =>
        CommandLineText.Of(["replay", "a-b_c/d.ndjson.gz", "--threads", "4"]).Should()
            .Be("replay a-b_c/d.ndjson.gz --threads 4");

    [TestCase("", "''")]
    [TestCase("two words", "'two words'")]
    [TestCase("it's", "'it'\\''s'")]
    [TestCase("$HOME", "'$HOME'")]
    [TestCase("~", "'~'")]
    public void Of_WordThatAShellWouldChange_IsQuoted(string word, string quoted) =>
        CommandLineText.Of([word]).Should().Be(quoted);

    [Test]
    public void Of_AnyWords_AreReadBackByAShell([Range(1, 5)] int seed)
    {
        if (!File.Exists(Shell))
        {
            Assert.Ignore("no shell here");
        }

        var random = new Random(seed);
        var words = Enumerable.Range(0, 40).Select(_ => new string([.. Enumerable.Range(0, random.Next(8))
            .Select(_ => (char)random.Next(' ', 0x7F))])).ToArray();
        using var shell = Process.Start(new ProcessStartInfo(Shell)
        {
            ArgumentList = { "-c", "printf '%s\\n' " + CommandLineText.Of(words) },
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        shell.StandardOutput.ReadToEnd().Split('\n')[..^1].Should().Equal(words, $"seed {seed}");
    }
}
