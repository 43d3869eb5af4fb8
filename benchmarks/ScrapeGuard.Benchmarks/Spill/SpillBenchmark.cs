using System.Globalization;
using ScrapeGuard.Benchmarks.Accounts;
using ScrapeGuard.Storage;
using ScrapeGuard.Storage.Memory;

namespace ScrapeGuard.Benchmarks.Spill;

/// <summary>
/// Five million accounts in a process that may take 512 MiB, against as many in plain memory. The limited ones come
/// first, for the most memory that a process ever took can only rise.
/// </summary>
internal sealed class SpillBenchmark(TimeProvider time, TextWriter output, SpillSetup setup)
{
    private const int Batches = 16;
    private const int EventsBefore = 1;

    /// <summary>Runs both and prints the table.</summary>
    public void Run()
    {
        output.WriteLine("| accounts | traffic | events/s min | median | max | peak of the process, MiB |");
        output.WriteLine("| --- | --- | ---: | ---: | ---: | ---: |");
        double[] limited;
        using (var budget = new StateBudget((long)setup.LimitMebibytes << 20, time))
        {
            var store = new SpillingStateStore(setup.Directory, budget, time);
            limited = Time($"limit {setup.LimitMebibytes:N0} MiB", store, budget);
        }

        var plain = setup.IsLimitedOnly ? [] : Time("no limit", store: null, budget: null);
        foreach (var (name, i) in new[] { "filling", "even", "skewed" }.Select((name, i) => (name, i)))
        {
            if (plain.Length > 0)
            {
                output.WriteLine($"{name}: with the limit {limited[i] / plain[i]:P0} of the events/s without");
            }
        }
    }

    private double[] Time(string name, SpillingStateStore? store, StateBudget? budget)
    {
        var start = time.GetTimestamp();
        using var benchmark = new AccountsBenchmark(setup.Accounts, EventsBefore, Batches, store);
        var fill = setup.Accounts / time.GetElapsedTime(start).TotalSeconds;
        output.WriteLine($"| {benchmark.Accounts:N0}, {name} | filling | | {fill:N0} | | {PeakMebibytes():N0} |");
        var even = Rounds(benchmark, benchmark.Prepare);
        Print(benchmark, name, "even", even);
        var skewed = Rounds(benchmark, benchmark.PrepareSkewed);
        Print(benchmark, name, "skewed", skewed);
        if (budget is not null)
        {
            output.WriteLine($"accounts in memory {budget.StateBytes >> 20:N0} MiB, files "
                + $"{(store?.DiskBytes ?? 0) >> 20:N0} MiB, collector's {GC.GetTotalMemory(false) >> 20:N0} MiB, "
                + $"resident now {budget.ResidentBytes >> 20:N0} MiB");
        }

        return [fill, Median(even), Median(skewed)];
    }

    private double[] Rounds(AccountsBenchmark benchmark, Action prepare)
    {
        var rates = new double[setup.Rounds];
        for (var round = -setup.WarmUps; round < setup.Rounds; round++)
        {
            prepare();
            var start = time.GetTimestamp();
            benchmark.Process();
            if (round >= 0)
            {
                rates[round] = benchmark.EventsOfRun / time.GetElapsedTime(start).TotalSeconds;
            }
        }

        Array.Sort(rates);
        return rates;
    }

    private void Print(AccountsBenchmark benchmark, string name, string traffic, double[] rates) =>
        output.WriteLine($"| {benchmark.Accounts:N0}, {name} | {traffic} | {rates[0]:N0} | {Median(rates):N0} | "
            + $"{rates[^1]:N0} | {PeakMebibytes():N0} |");

    private static double Median(double[] sorted) => (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;

    /// <summary>The most memory that the process ever took (proc(5), VmHWM), in MiB.</summary>
    private static double PeakMebibytes()
    {
        const string Status = "/proc/self/status";
        const string Peak = "VmHWM:";
        var lines = File.Exists(Status) ? File.ReadLines(Status) : [];
        var line = lines.FirstOrDefault(l => l.StartsWith(Peak, StringComparison.Ordinal));
        return line is null
            ? double.NaN
            : double.Parse(line.AsSpan(Peak.Length).Trim(" \tkB"), CultureInfo.InvariantCulture) / 1_024;
    }
}
