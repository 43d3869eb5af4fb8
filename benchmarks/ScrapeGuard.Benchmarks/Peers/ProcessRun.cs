using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace ScrapeGuard.Benchmarks.Peers;

/// <summary>A peer's program from its start to its end, and the events a second by its own clock.</summary>
/// <param name="script">Its <c>run.sh</c>.</param>
/// <param name="arguments">What it gets.</param>
internal sealed class ProcessRun(string script, IReadOnlyList<string> arguments)
{
    private readonly List<double> _rates = [];

    /// <summary>Runs it; throws with what it said when it fails.</summary>
    public void Run()
    {
        var start = new ProcessStartInfo("sh", [script, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        if (process.ExitCode != 0 || lines.Length == 0)
        {
            throw new InvalidOperationException($"{script} ended with {process.ExitCode}: {errors.Result}");
        }

        using var result = JsonDocument.Parse(lines[0]);
        _rates.Add(result.RootElement.GetProperty("eventsPerSecond").GetDouble());
    }

    /// <summary>The last so many rates, in words.</summary>
    public string OwnClock(int rounds)
    {
        var sorted = _rates.TakeLast(rounds).Order().ToArray();
        return string.Create(CultureInfo.InvariantCulture,
            $"{sorted[0]:N0} / {sorted[sorted.Length / 2]:N0} / {sorted[^1]:N0}");
    }
}
