using System.ComponentModel;
using System.Diagnostics;

namespace ScrapeGuard.Cli.Tests.Deploy;

/// <summary>Prometheus' own judge; where it is missing the test is skipped and says so.</summary>
internal static class Promtool
{
    public static void Run(IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo("promtool", arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var tool = Process.Start(start)!;
            var errors = tool.StandardError.ReadToEndAsync();
            var output = tool.StandardOutput.ReadToEnd();
            tool.WaitForExit();
            tool.ExitCode.Should().Be(0, $"promtool says: {output} {errors.GetAwaiter().GetResult()}");
        }
        catch (Win32Exception)
        {
            Assert.Ignore("promtool is not installed (Debian: prometheus): rules and alerts are not checked by it");
        }
    }
}
