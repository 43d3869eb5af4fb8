using ScrapeGuard.Benchmarks.Ratio;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Kafka.Native;
using ScrapeGuard.Kafka.Tests.Brokers;

namespace ScrapeGuard.Benchmarks.Actioning;

/// <summary>
/// <c>ratio actioner|flood --postgres CONNECTION [--decisions N] [--rate N]</c>: how many effects a minute go from the
/// topic of decisions through the database to the account service, and how late they are at a rate; or how a flood of
/// wrong suspensions ends.
/// </summary>
internal static class ActionerCommand
{
    private const string Usage = "ratio actioner|flood --postgres CONNECTION [--decisions N] [--rate N]";
    private const long MicrosPerSecond = 1_000_000;
    private const double SecondsPerMinute = 60;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(60);

    /// <summary>No budget stands in the way.</summary>
    private static readonly Policy Unbounded = Policy.Default with
    {
        Guard = new GuardOptions
        {
            SuspensionsPerHour = int.MaxValue,
            SuspensionsPerDay = int.MaxValue,
            SuspensionsPerCohortAndHour = int.MaxValue,
            SuspensionsPerCohortAndDay = int.MaxValue,
        },
    };

    /// <summary>Runs the command; 0 when done, 1 when a count is wrong, 2 for wrong arguments.</summary>
    public static int Run(ReadOnlySpan<string> arguments, TextWriter output, TextWriter errors)
    {
        var isFlood = arguments[0] == "flood";
        string? connection = null;
        var decisions = isFlood ? 100_000 : 20_000;
        var rate = 10_000;
        if (!OptionPairs.Read(arguments[1..], errors, (name, value) => name switch
        {
            "--postgres" => (connection = value).Length > 0,
            "--decisions" => OptionPairs.TryNumber(value, 1, out decisions),
            "--rate" => OptionPairs.TryNumber(value, 1, out rate),
            _ => false,
        }))
        {
            return 2;
        }

        if (connection is null || Environment.GetEnvironmentVariable("KAFKA_HOME") is not { Length: > 0 } home)
        {
            errors.WriteLine(Usage + "; and KAFKA_HOME, the folder of an Apache Kafka");
            return 2;
        }

        if (SystemLibrdkafka.Load() is { } missing)
        {
            errors.WriteLine(missing);
            return 2;
        }

        using var broker = LocalBroker.Start(home);
        return isFlood
            ? FloodAsync(broker.Servers, connection, decisions, output).GetAwaiter().GetResult()
            : MeasureAsync(broker.Servers, connection, decisions, rate, output).GetAwaiter().GetResult();
    }

    private static async Task<int> MeasureAsync(
        string servers, string connection, int decisions, int rate, TextWriter output)
    {
        await using var bench = await ActionerBench.StartAsync(servers, connection, "actioner", Unbounded);

        // The first effects bring the code, the connections and the group's partitions.
        await SendAsync(bench, "warm", 200, rate: null);
        var done = Done(bench);
        var started = TimeProvider.System.GetTimestamp();
        await SendAsync(bench, "most", decisions, rate: null);
        var seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        output.WriteLine($"{Done(bench) - done:N0} effects in {seconds:N1} s: "
            + $"{(Done(bench) - done) / seconds * SecondsPerMinute:N0} a minute at most");

        var written = await SendAsync(bench, "paced", rate, rate);
        var delays = bench.Service.Ledger.History().Where(entry => written.ContainsKey(entry.Call.Account))
            .Select(entry => (entry.TimeMicros - written[entry.Call.Account]) / 1_000.0).Order().ToList();
        output.WriteLine($"{delays.Count:N0} effects at {rate:N0} a minute: milliseconds from a decision's writing to "
            + $"its effect p50 {At(delays, 0.5):N0}, p90 {At(delays, 0.9):N0}, p99 {At(delays, 0.99):N0}, "
            + $"max {At(delays, 1):N0}");
        var twice = bench.Service.Ledger.Summary().KeysCarriedOutTwice;
        output.WriteLine($"{twice} effects took place twice");
        return twice == 0 ? 0 : 1;
    }

    private static async Task<int> FloodAsync(string servers, string connection, int decisions, TextWriter output)
    {
        var policy = Policy.Default;
        await using var bench = await ActionerBench.StartAsync(servers, connection, "flood", policy);
        var started = TimeProvider.System.GetTimestamp();
        for (var i = 0; i < decisions; i++)
        {
            bench.Decide($"wrong-{i:D6}", Verdict.Suspend, MicrosPerSecond);
        }

        bench.Flush();
        await bench.WaitAsync(() => Harmed(bench) == decisions, Patience);
        var summary = bench.Service.Ledger.Summary();
        output.WriteLine($"{decisions:N0} wrong decisions after "
            + $"{TimeProvider.System.GetElapsedTime(started).TotalSeconds:N0} s: {summary.Suspended:N0} suspended of "
            + $"{policy.Guard.SuspensionsPerHour:N0} allowed an hour, {summary.Throttled:N0} throttled and waiting");
        var isWithin = summary.Suspended <= policy.Guard.SuspensionsPerHour;

        started = TimeProvider.System.GetTimestamp();
        await bench.RestoreAllAsync(NowMicros());
        await bench.WaitAsync(() => Harmed(bench) == 0, Patience);
        var seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        output.WriteLine($"one command restored all in {seconds:N0} s; "
            + $"{bench.Service.Ledger.Summary().KeysCarriedOutTwice} effects took place twice");
        return isWithin && bench.Service.Ledger.Summary().KeysCarriedOutTwice == 0 ? 0 : 1;
    }

    private static async Task<Dictionary<string, long>> SendAsync(
        ActionerBench bench, string prefix, int decisions, int? rate)
    {
        var before = Done(bench);
        var written = new Dictionary<string, long>(StringComparer.Ordinal);
        var started = TimeProvider.System.GetTimestamp();
        for (var i = 0; i < decisions; i++)
        {
            if (rate is { } perMinute)
            {
                var wait = TimeSpan.FromSeconds(i * SecondsPerMinute / perMinute)
                    - TimeProvider.System.GetElapsedTime(started);
                if (wait > TimeSpan.FromMilliseconds(1))
                {
                    await Task.Delay(wait, TimeProvider.System);
                }
            }

            var account = $"{prefix}-{i}";
            written[account] = NowMicros();
            bench.Decide(account, i % 2 == 0 ? Verdict.Suspend : Verdict.Throttle, MicrosPerSecond);
        }

        bench.Flush();
        await bench.WaitAsync(() => Done(bench) == before + decisions, Patience);
        return written;
    }

    private static long Done(ActionerBench bench) => bench.Service.Ledger.Summary().CarriedOut;

    private static int Harmed(ActionerBench bench) => bench.Service.Ledger.Summary() is var summary
        ? summary.Suspended + summary.Throttled
        : 0;

    private static long NowMicros() =>
        (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    private static double At(List<double> sorted, double share) =>
        sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Count) - 1, 0, sorted.Count - 1)];
}
