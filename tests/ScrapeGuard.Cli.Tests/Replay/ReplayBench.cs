using System.Text.Json;
using ScrapeGuard.Cli.Commands;
using ScrapeGuard.Simulation;

namespace ScrapeGuard.Cli.Tests.Replay;

/// <summary>Runs <c>replay</c> on a small simulated capture, in a folder of its own.</summary>
internal sealed class ReplayBench : IDisposable
{
    /// <summary>Flags more accounts than the default policy, and lets go of them, too.</summary>
    private const string StrictPolicy =
        "name: strict\nthresholds:\n  observe: 0.1\n  throttle: 0.2\n  challenge: 0.3\n  suspend: 0.6\n"
        + "ladder:\n  observeFor: 1h\n";

    private static readonly Lazy<byte[]> Traffic = new(() =>
    {
        using var lines = new MemoryStream();
        new TrafficSimulation(new SimulationOptions { People = 120, Days = 2, MaxEvents = 40_000 }).WriteTo(lines);
        return lines.ToArray();
    });

    private readonly TemporaryFolder _folder = new();

    public ReplayBench()
    {
        File.WriteAllBytes(Capture, Traffic.Value);
        File.WriteAllText(Strict, StrictPolicy);
    }

    public string Capture => PathOf("capture.ndjson");

    public string Strict => PathOf("strict.yaml");

    public string[] Lines => File.ReadAllLines(Capture);

    public string PathOf(string name) => _folder.PathOf(name);

    /// <summary>Names of the files that were made.</summary>
    public string[] Made() => [.. _folder.Names().Except(["capture.ndjson", "strict.yaml"])];

    /// <summary>Runs it and gives back its exit code and what stood on standard error.</summary>
    public (int ExitCode, string Error) Run(params string[] args)
    {
        using var error = new StringWriter();
        return (Run(args, error, isTerminal: false, CancellationToken.None), error.ToString());
    }

    public int Run(string[] args, TextWriter error, bool isTerminal, CancellationToken stop)
    {
        var context = new CommandContext
        {
            Out = TextWriter.Null,
            Error = error,
            ErrorIsTerminal = isTerminal,
            Time = TimeProvider.System,
        };
        return CommandRoot.Create(context).Parse(["replay", .. args]).InvokeAsync(configuration: null, stop)
            .GetAwaiter().GetResult();
    }

    /// <summary>Runs it into a file and gives back the decisions.</summary>
    public List<JsonElement> Decide(params string[] args)
    {
        var path = PathOf("decided.ndjson");
        Run([.. args, "--decisions", path]).ExitCode.Should().Be(0);
        return ReadLines(path);
    }

    public static List<JsonElement> ReadLines(string path) =>
        [.. File.ReadLines(path).Select(line => JsonDocument.Parse(line).RootElement)];

    public void Dispose() => _folder.Dispose();
}
