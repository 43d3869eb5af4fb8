using System.Diagnostics;

namespace ScrapeGuard.Integration.Tests.Workers;

/// <summary>A worker, or another service, in a process of its own.</summary>
internal sealed class WorkerProcess : IDisposable
{
    /// <summary>How long a worker may take to end when it is asked to: what is promised.</summary>
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(20);

    private readonly Process _process;
    private readonly List<string> _lines = [];

    /// <param name="environment">Its settings.</param>
    /// <param name="arguments">Options besides.</param>
    public WorkerProcess(IReadOnlyDictionary<string, string> environment, params string[] arguments)
        : this("worker", environment, arguments)
    {
    }

    /// <param name="command">The service.</param>
    /// <param name="environment">Its settings.</param>
    /// <param name="arguments">Options besides.</param>
    public WorkerProcess(
        string command, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(BuiltProgram.Path, [command, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
    }

    /// <summary>All that it has logged.</summary>
    public string Log
    {
        get
        {
            lock (_lines)
            {
                return string.Join('\n', _lines);
            }
        }
    }

    /// <summary>Waits until it has logged something so and so many times.</summary>
    public void WaitForLog(string text, int times = 1) => Wait.Until(
        () => Count(text) >= times, () => $"'{text}' is to be logged {times} times:\n{Log}");

    /// <summary>How many lines of its log hold a text.</summary>
    public int Count(string text)
    {
        if (_process.HasExited)
        {
            throw new InvalidOperationException($"the worker has ended with {_process.ExitCode}:\n{Log}");
        }

        lock (_lines)
        {
            return _lines.Count(line => line.Contains(text, StringComparison.Ordinal));
        }
    }

    /// <summary>Asks it to end, and sees to it that it does so as it is promised.</summary>
    public void Stop()
    {
        Send(Signal.Terminate);
        _process.WaitForExit(LongestEnd).Should().BeTrue($"a worker ends within {LongestEnd}:\n{Log}");
        _process.WaitForExit();
        _process.ExitCode.Should().Be(0, Log);
    }

    /// <summary>kill -9.</summary>
    public void Kill()
    {
        Send(Signal.Kill);
        _process.WaitForExit();
    }

    public void Send(Signal signal) => Signals.Send(_process.Id, signal);

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private void Keep(string? line)
    {
        lock (_lines)
        {
            if (line is not null)
            {
                _lines.Add(line);
            }
        }
    }
}
