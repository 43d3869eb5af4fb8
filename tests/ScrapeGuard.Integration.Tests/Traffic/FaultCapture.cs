using System.Text;
using System.Text.Json;
using ScrapeGuard.Integration.Tests.Workers;
using ScrapeGuard.Simulation;

namespace ScrapeGuard.Integration.Tests.Traffic;

/// <summary>An event of the capture, and the account that it is of.</summary>
internal sealed record Line(byte[] Account, byte[] Json);

/// <summary>
/// Days of simulated people and scrapers, and what replay decides of them by a policy so strict that decisions of
/// all kinds fall all the time.
/// </summary>
internal sealed class FaultCapture
{
    private const ulong Seed = 7;

    private const string Policy =
        """
        name: fault-tests
        thresholds:
          observe: 0.02
          throttle: 0.05
          challenge: 0.1
          suspend: 0.2
        ladder:
          observeFor: 30m
          throttleFor: 30m
          challengeFor: 1h
          suspendFor: 2h
          cooldownAfterRestore: 30m
        """;

    private static readonly Lazy<FaultCapture> MadeLong = new(() => new FaultCapture(days: 4));
    private static readonly Lazy<FaultCapture> MadeShort = new(() => new FaultCapture(days: 1));

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("scrapeguard-faults-");

    private FaultCapture(int days)
    {
        PolicyPath = Path.Combine(_folder.FullName, "policy.yaml");
        File.WriteAllText(PolicyPath, Policy);
        var capture = Path.Combine(_folder.FullName, "capture.ndjson");
        using (var file = File.Create(capture))
        {
            new TrafficSimulation(new SimulationOptions
            {
                Seed = Seed,
                Days = days,
                People = 180,
                CatalogueTracks = 20_000,
                Scrapers =
                [
                    .. ScraperPresets.All.Where(preset => preset.Kind is "steady-audio" or "quiet-swarm")
                        .Select(preset => preset with { Accounts = Math.Min(preset.Accounts, 6) }),
                ],
            }).WriteTo(file);
        }

        Lines = [.. File.ReadLines(capture).Select(line => new Line(AccountOf(line), Encoding.UTF8.GetBytes(line)))];
        var decisions = Path.Combine(_folder.FullName, "decisions.ndjson");
        BuiltProgram.Run("replay", capture, "--policy", PolicyPath, "--decisions", decisions);
        Decisions = File.ReadAllLines(decisions);
        TestContext.Progress.WriteLine(
            $"capture of seed {Seed}, {days} days: {Lines.Count} events, {Decisions.Count} decisions");
    }

    /// <summary>Four days, for many faults.</summary>
    public static FaultCapture Long => MadeLong.Value;

    /// <summary>One day, for a few.</summary>
    public static FaultCapture Short => MadeShort.Value;

    public string PolicyPath { get; }

    /// <summary>The events, in order of time.</summary>
    public IReadOnlyList<Line> Lines { get; }

    /// <summary>What replay decides: each account's decisions in their order.</summary>
    public IReadOnlyList<string> Decisions { get; }

    public static void Remove()
    {
        foreach (var made in new[] { MadeLong, MadeShort }.Where(made => made.IsValueCreated))
        {
            made.Value._folder.Delete(recursive: true);
        }
    }

    private static byte[] AccountOf(string line)
    {
        using var json = JsonDocument.Parse(line);
        return Encoding.UTF8.GetBytes(json.RootElement.GetProperty("account").GetString()!);
    }
}
