using System.Diagnostics;

namespace ScrapeGuard.Integration.Tests.Workers;

/// <summary>The program under test, as it is built.</summary>
internal static class BuiltProgram
{
    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "scrapeguard");

    /// <summary>Runs a command to its end.</summary>
    public static void Run(params string[] arguments)
    {
        var start = new ProcessStartInfo(Path, arguments) { UseShellExecute = false, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.Should().Be(0, errors);
    }
}
