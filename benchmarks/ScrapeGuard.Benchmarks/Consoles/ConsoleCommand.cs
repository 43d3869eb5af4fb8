using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using ScrapeGuard.Benchmarks.Ratio;
using ScrapeGuard.Cli.Acting;
using ScrapeGuard.Cli.ConsoleHost;
using ScrapeGuard.Cli.Models;
using ScrapeGuard.Console.Hosting;
using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Benchmarks.Consoles;

/// <summary>
/// <c>ratio console [--cases N] [--rate N] [--seconds N]</c>: the real console with so many open cases, while so many
/// decisions a second come and are carried out: how long each of its answers takes, and what memory it has.
/// </summary>
internal static class ConsoleCommand
{
    private const int StepsPerSecond = 10;
    private const int Filling = 500;
    private const double SlowestMilliseconds = 1_000;

    /// <summary>Runs the command; 0 when done, 1 when an answer takes a second, 2 for wrong arguments.</summary>
    public static int Run(ReadOnlySpan<string> arguments, TextWriter output, TextWriter errors)
    {
        var (cases, rate, seconds) = (10_000, 500, 60);
        if (!OptionPairs.Read(arguments[1..], errors, (name, value) => name switch
        {
            "--cases" => OptionPairs.TryNumber(value, Filling, out cases),
            "--rate" => OptionPairs.TryNumber(value, StepsPerSecond, out rate),
            "--seconds" => OptionPairs.TryNumber(value, 1, out seconds),
            _ => false,
        }))
        {
            return 2;
        }

        return MeasureAsync(cases, rate, seconds, output).GetAwaiter().GetResult();
    }

    private static async Task<int> MeasureAsync(int cases, int rate, int seconds, TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("scrapeguard-console-");
        try
        {
            await using var actions = await DemoActions.OpenAsync(folder.FullName, Policy.Default, startMicros: 0);
            await using var console = await DemoConsole.StartAsync(
                new ConsoleOptions { Urls = [$"http://127.0.0.1:{FreePort()}"] }, actions, Policy.Default,
                DefaultModel.Load(), NullLoggerFactory.Instance, TimeProvider.System, CancellationToken.None);
            var accounts = ConsoleFeed.AccountsFor(cases);
            var feed = new ConsoleFeed(console, actions, accounts);
            for (var first = 0; first < accounts; first += Filling)
            {
                await feed.DecideAsync(first, Math.Min(Filling, accounts - first), isAny: false);
            }

            using var asking = await ConsoleReader.SignInAsync(console.NewSignInLink());
            using var watching = await ConsoleReader.SignInAsync(console.NewSignInLink());
            var questions = await QuestionsAsync(asking);
            var before = feed.Decided;
            var live = GC.GetTotalMemory(forceFullCollection: true);
            var times = new ConcurrentDictionary<string, ConcurrentBag<double>>(StringComparer.Ordinal);
            using var stop = new CancellationTokenSource();
            var tasks = new[] { asking.AskAsync(questions, times, stop.Token), watching.WatchAsync(stop.Token) };
            var started = TimeProvider.System.GetTimestamp();
            var memory = await FeedAsync(feed, rate, seconds);
            var took = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
            await stop.CancelAsync();
            await Task.WhenAll(tasks);

            var open = (await asking.ReadAsync("overview")).GetProperty("queue").GetProperty("open").GetInt64();
            output.WriteLine($"{open:N0} open cases, {(feed.Decided - before) / took:N0} decisions a second for "
                + $"{took:N0} s; the stream brought {watching.Messages:N0} messages, missed {watching.Missed:N0}");
            output.WriteLine($"MiB of the whole process, by quarters of the time: "
                + $"{string.Join(", ", memory.Select(Mebi))}; of live objects before and after: {Mebi(live)}, "
                + Mebi(GC.GetTotalMemory(forceFullCollection: true)));
            return Print(questions, times, output);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>What the pages ask for.</summary>
    private static async Task<IReadOnlyList<string>> QuestionsAsync(ConsoleReader reader)
    {
        var page = await reader.ReadAsync("cases?state=open&limit=50");
        var account = ConsoleFeed.NameOf(1);
        return
        [
            "overview", "cases?state=open&limit=50", $"cases?state=open&limit=50&after={page.GetProperty("next")}",
            "cases?state=open&limit=50&q=99&sort=time", $"cases/{page.GetProperty("items")[0].GetProperty("id")}",
            "accounts?limit=50", $"account?name={account}", "campaigns?state=open&limit=50",
            $"campaigns/{ConsoleFeed.Campaign}", "audit?limit=50", $"audit?limit=50&account={account}", "extent",
        ];
    }

    /// <summary>Feeds at a rate; the bytes of the process at the end of each quarter.</summary>
    private static async Task<IReadOnlyList<long>> FeedAsync(ConsoleFeed feed, int rate, int seconds)
    {
        var memory = new List<long> { Environment.WorkingSet };
        var started = TimeProvider.System.GetTimestamp();
        var steps = seconds * StepsPerSecond;
        for (var step = 1; step <= steps; step++)
        {
            await feed.DecideAsync(first: 0, rate / StepsPerSecond, isAny: true);
            if (step * 4 % steps < 4)
            {
                memory.Add(Environment.WorkingSet);
            }

            var passed = TimeProvider.System.GetElapsedTime(started);
            var wait = TimeSpan.FromSeconds((double)step / StepsPerSecond) - passed;
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, TimeProvider.System);
            }
        }

        return memory;
    }

    private static int Print(
        IReadOnlyList<string> questions, ConcurrentDictionary<string, ConcurrentBag<double>> times, TextWriter output)
    {
        output.WriteLine($"{"milliseconds",-52}{"times",8}{"p50",8}{"p99",8}{"max",8}");
        var slowest = 0.0;
        foreach (var question in questions)
        {
            var sorted = times.GetValueOrDefault(question, []).Order().ToList();
            if (sorted.Count > 0)
            {
                output.WriteLine($"{question[..Math.Min(50, question.Length)],-52}{sorted.Count,8}"
                    + $"{At(sorted, 0.5),8:N0}{At(sorted, 0.99),8:N0}{sorted[^1],8:N0}");
                slowest = Math.Max(slowest, At(sorted, 0.99));
            }
        }

        return slowest < SlowestMilliseconds ? 0 : 1;
    }

    private static double At(List<double> sorted, double share) =>
        sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Count) - 1, 0, sorted.Count - 1)];

    private static string Mebi(long bytes) => (bytes / (double)(1 << 20)).ToString("N0", CultureInfo.InvariantCulture);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
