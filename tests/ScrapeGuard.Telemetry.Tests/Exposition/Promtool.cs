using System.ComponentModel;
using System.Diagnostics;

namespace ScrapeGuard.Telemetry.Tests.Exposition;

/// <summary>Prometheus' own judge of pages; where it is missing the test is skipped and says so.</summary>
internal static class Promtool
{
    /// <summary>What it complains of; empty when nothing, so that its exit code is 0.</summary>
    public static async Task<string> CheckAsync(string page)
    {
        using var tool = Start();
        var output = tool.StandardOutput.ReadToEndAsync();
        var errors = tool.StandardError.ReadToEndAsync();
        await tool.StandardInput.WriteAsync(page);
        tool.StandardInput.Close();
        await tool.WaitForExitAsync();
        var complaints = await output + await errors;
        return tool.ExitCode == 0 ? complaints : $"exit {tool.ExitCode}: {complaints}";
    }

    private static Process Start()
    {
        var start = new ProcessStartInfo("promtool", ["check", "metrics"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        };
        try
        {
            return Process.Start(start) ?? throw new InvalidOperationException("promtool did not start");
        }
        catch (Win32Exception)
        {
            Assert.Ignore("promtool is not installed (Debian: prometheus): the page is not checked by it");
            throw;
        }
    }
}
