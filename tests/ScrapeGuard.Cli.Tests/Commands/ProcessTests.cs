using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ScrapeGuard.Cli.Commands;

namespace ScrapeGuard.Cli.Tests.Commands;

/// <summary>What only a process of its own shows: standard input, and Ctrl-C.</summary>
public sealed class ProcessTests
{
    private const int Hang = 120_000;

    /// <summary>The runtime with the model takes some 100 MB; a line that grows whole takes 64, 128, 256.</summary>
    private const long MostMemoryBytes = 250_000_000;

    [Test, CancelAfter(Hang)]
    public async Task Explain_StandardInput_IsReadToItsEnd()
    {
        using var process = Start("explain", "-", "--account", "mallory");
        foreach (var line in EventLines.Scraper("mallory", 1_000))
        {
            await process.StandardInput.WriteLineAsync(line);
        }

        process.StandardInput.Close();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        process.ExitCode.Should().Be(ExitCode.Done);
        output.Should().Contain("Events        1,000");
    }

    [Test, CancelAfter(Hang)]
    public async Task Explain_EmptyStandardInput_HasNoEvent()
    {
        using var process = Start("explain", "-", "--account", "mallory");
        process.StandardInput.Close();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        process.ExitCode.Should().Be(ExitCode.NoEvent);
        error.Should().Contain("the input had no event");
    }

    [Test, CancelAfter(Hang)]
    public async Task Replay_LineOf64MebibytesOnStandardInput_IsLeftOutInBoundedMemory()
    {
        using var trial = new CommandTrial();
        var summary = trial.PathOf("summary.json");
        using var process = Start("replay", "-", "--decisions", trial.PathOf("decisions"), "--summary", summary);
        var piece = new string('x', 1 << 16);
        await process.StandardInput.WriteLineAsync(EventLines.At(0, "anna"));
        for (var i = 0; i < 1 << 10; i++)
        {
            await process.StandardInput.WriteAsync(piece);
        }

        await process.StandardInput.WriteLineAsync();
        await process.StandardInput.WriteLineAsync(EventLines.At(1, "anna"));
        process.StandardInput.Close();
        await process.WaitForExitAsync();

        process.ExitCode.Should().Be(ExitCode.Done);
        var totals = JsonDocument.Parse(await File.ReadAllTextAsync(summary)).RootElement;
        totals.GetProperty("events").GetInt64().Should().Be(2);
        totals.GetProperty("malformed").GetInt64().Should().Be(1);
        totals.GetProperty("peakMemoryBytes").GetInt64().Should().BeLessThan(MostMemoryBytes);
    }

    [TestCase("INT"), TestCase("TERM"), CancelAfter(Hang)]
    public async Task Demo_Signal_ShowsTheTableSoFarAndIsDone(string signal)
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS())
        {
            Assert.Ignore("signals are sent by kill, which this system has not");
        }

        using var process = Start("demo", "--people", "30", "--scrapers", "loud-metadata", "--duration", "10m");
        (await process.StandardOutput.ReadLineAsync()).Should().Contain("loud-metadata");
        using var kill = Process.Start("kill", ["-" + signal, process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        process.ExitCode.Should().Be(ExitCode.Done);
        output.Should().Contain("accounts       suspended").And.Contain("Time to detect");
    }

    private static Process Start(params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(CommandRoot).Assembly.Location, .. args])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start)!;
    }
}
