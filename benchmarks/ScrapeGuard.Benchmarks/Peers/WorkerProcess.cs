using System.Diagnostics;
using System.Text;
using ScrapeGuard.Benchmarks.Kafka;

namespace ScrapeGuard.Benchmarks.Peers;

/// <summary>
/// <c>scrapeguard worker</c> as a process of its own, cold, until all of a topic is judged and committed.
/// </summary>
internal sealed class WorkerProcess(BenchmarkTopic topic) : IDisposable
{
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    private readonly StringBuilder _said = new();
    private DirectoryInfo? _state;
    private Process? _process;
    private int _number;

    /// <summary>Runs it, from the start of the process to the commit of the last partition's end.</summary>
    public void Run()
    {
        var name = $"process-{++_number}";
        _state = Directory.CreateTempSubdirectory("scrapeguard-benchmark-");
        _said.Clear();
        _process = Start(name, _state.FullName);
        using var progress = new GroupProgress(topic.Servers, name, BenchmarkTopic.Name);
        var started = TimeProvider.System.GetTimestamp();
        while (!progress.IsDone())
        {
            if (_process.HasExited || TimeProvider.System.GetElapsedTime(started) > LongestRun)
            {
                throw new InvalidOperationException($"the worker is not done: {_said}");
            }

            Task.Delay(Look, TimeProvider.System).Wait();
        }
    }

    /// <summary>Ends it, which is not timed.</summary>
    public void Dispose()
    {
        if (_process is { } process)
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
            _process = null;
        }

        _state?.Delete(recursive: true);
        _state = null;
    }

    private Process Start(string name, string state)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "scrapeguard.dll");
        var start = new ProcessStartInfo("dotnet",
            [program, "worker", "--bootstrap-servers", topic.Servers, "--group", name, "--state", state])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        foreach (var (key, value) in new[]
                 {
                     ("ACCESSEVENTS", BenchmarkTopic.Name), ("DECISIONS", name + ".decisions"),
                     ("DEADLETTER", name + ".dead-letter"), ("STATE", name + ".state"),
                     ("PROFILES", name + ".profiles"),
                 })
        {
            start.Environment[$"SCRAPEGUARD__KAFKA__TOPICS__{key}"] = value;
        }

        start.Environment["SCRAPEGUARD__HTTP__URLS"] = "http://127.0.0.1:0";
        var process = Process.Start(start)!;
        process.OutputDataReceived += Note;
        process.ErrorDataReceived += Note;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private void Note(object sender, DataReceivedEventArgs line)
    {
        lock (_said)
        {
            _said.AppendLine(line.Data);
        }
    }
}
