using System.Diagnostics;
using ScrapeGuard.Integration.Tests.Workers;

namespace ScrapeGuard.Integration.Tests.Brokers;

/// <summary>A process of one of Kafka's own scripts.</summary>
internal sealed class KafkaScript
{
    private const int LinesKept = 200;

    private readonly Process _process;
    private readonly Queue<string> _lines = new();

    private KafkaScript(string home, string script, string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(home, "bin", script), arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["KAFKA_HEAP_OPTS"] = "-Xmx320m";
        start.Environment["LOG_DIR"] = Path.GetTempPath();
        _process = Process.Start(start) ?? throw new InvalidOperationException($"{script} did not start");
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public bool HasExited => _process.HasExited;

    /// <summary>The last of what it said.</summary>
    public string LastLines
    {
        get
        {
            lock (_lines)
            {
                return string.Join('\n', _lines);
            }
        }
    }

    public static KafkaScript Start(string home, string script, params string[] arguments) =>
        new(home, script, arguments);

    /// <summary>Runs it to its end; throws when it fails.</summary>
    public static string Run(string home, string script, params string[] arguments)
    {
        var run = new KafkaScript(home, script, arguments);
        run._process.WaitForExit();
        var code = run._process.ExitCode;
        run._process.Dispose();
        return code == 0 ? run.LastLines : throw new InvalidOperationException($"{script}: {run.LastLines}");
    }

    /// <summary>Sends a signal to it; the scripts become the process that they start.</summary>
    public void Send(Signal signal) => Signals.Send(_process.Id, signal);

    /// <summary>Ends it, politely or at once.</summary>
    public void End(bool hard)
    {
        if (hard)
        {
            _process.Kill(entireProcessTree: true);
        }
        else
        {
            Signals.Send(_process.Id, Signal.Terminate);
        }

        _process.WaitForExit();
        _process.Dispose();
    }

    private void Keep(string? line)
    {
        lock (_lines)
        {
            if (line is not null)
            {
                _lines.Enqueue(line);
            }

            if (_lines.Count > LinesKept)
            {
                _lines.Dequeue();
            }
        }
    }
}
