using ScrapeGuard.Benchmarks.Accounts;
using ScrapeGuard.Benchmarks.Actioning;
using ScrapeGuard.Benchmarks.Consoles;
using ScrapeGuard.Benchmarks.Decode;
using ScrapeGuard.Benchmarks.Kafka;
using ScrapeGuard.Benchmarks.Peers;
using ScrapeGuard.Benchmarks.Replay;
using ScrapeGuard.Benchmarks.Score;
using ScrapeGuard.Benchmarks.Spill;

namespace ScrapeGuard.Benchmarks.Ratio;

/// <summary>
/// <c>ratio decode|replay|accounts|score|kafka|latency [--capture FILE] [--lines N] [--events N] [--rounds N]
/// [--warm-ups N]</c>, <c>ratio kafka --only WORD</c>, and <see cref="SpillCommand"/>, <see cref="PeersCommand"/>,
/// <see cref="ActionerCommand"/>, <see cref="ConsoleCommand"/>, <see cref="ConsoleMemory"/>.
/// </summary>
internal static class RatioCommand
{
    private const string Usage =
        "ratio decode|replay|accounts|score|kafka|latency|peers|spill|actioner|flood|console|console-memory "
        + "[--capture FILE] [--lines N] [--events N] [--rounds N] [--warm-ups N]";

    private const int DefaultEvents = 2_000_000;
    private const int DefaultRounds = 41;
    private const int DefaultWarmUps = 30;

    /// <summary>Runs the command; 0 when done, 2 for wrong arguments.</summary>
    public static int Run(ReadOnlySpan<string> arguments, TextWriter output, TextWriter errors) => arguments switch
    {
        ["spill", ..] => SpillCommand.Run(arguments[1..], output, errors),
        ["peers", ..] => PeersCommand.Run(arguments, output, errors),
        ["actioner" or "flood", ..] => ActionerCommand.Run(arguments, output, errors),
        ["console-memory", ..] => ConsoleMemory.Run(arguments, output, errors),
        ["console", ..] => ConsoleCommand.Run(arguments, output, errors),
        _ => Compare(arguments, output, errors),
    };

    private static int Compare(ReadOnlySpan<string> arguments, TextWriter output, TextWriter errors)
    {
        string? capture = null;
        var lines = DecodeBenchmark.Lines;
        var events = DefaultEvents;
        var rounds = DefaultRounds;
        var warmUps = DefaultWarmUps;
        var only = "";
        if (arguments.IsEmpty
            || arguments[0] is not ("decode" or "replay" or "accounts" or "score" or "kafka" or "latency")
            || arguments.Length % 2 == 0)
        {
            return Refuse(errors, Usage);
        }

        var kafka = arguments[0] == "kafka";
        if (!OptionPairs.Read(arguments[1..], errors, (name, value) => name switch
        {
            "--capture" => (capture = value).Length > 0,
            "--lines" => OptionPairs.TryNumber(value, 1, out lines),
            "--events" => OptionPairs.TryNumber(value, 1, out events),
            "--rounds" => OptionPairs.TryNumber(value, 1, out rounds),
            "--warm-ups" => OptionPairs.TryNumber(value, 0, out warmUps),
            "--only" when kafka => (only = value).Length > 0,
            _ => false,
        }))
        {
            return 2;
        }

        if (arguments[0] == "decode")
        {
            Decode(output, capture is null ? SyntheticLines.Build(lines) : LineBlock.Load(capture), rounds, warmUps);
            return 0;
        }

        if (arguments[0] == "accounts")
        {
            Accounts(output, rounds, warmUps);
            return 0;
        }

        if (arguments[0] == "score")
        {
            Score(output, rounds, warmUps);
            return 0;
        }

        if (arguments[0] is "kafka" or "latency")
        {
            var comparison = new KafkaComparison(output, capture, events, rounds, warmUps);
            return (kafka ? comparison.Compare(only) : comparison.Delay()) is { } missing
                ? Refuse(errors, missing)
                : 0;
        }

        if (capture is null)
        {
            return Refuse(errors, "ratio replay needs --capture FILE; scrapeguard simulate makes one");
        }

        Replay(output, new ReplayBenchmark(capture), rounds, warmUps);
        return 0;
    }

    private static void Decode(TextWriter output, LineBlock block, int rounds, int warmUps)
    {
        var benchmark = new DecodeBenchmark(block);
        output.WriteLine($"{benchmark.Description}, {rounds} rounds");
        new RatioRun(TimeProvider.System, benchmark.LineCount, rounds, warmUps).Print(output,
        [
            new Contestant("WalkTokens", () => benchmark.WalkTokens()),
            new Contestant("Decode", () => benchmark.Decode()),
        ]);
    }

    private static void Replay(TextWriter output, ReplayBenchmark benchmark, int rounds, int warmUps)
    {
        var lines = benchmark.WalkTokens();
        output.WriteLine($"{lines:N0} lines, {benchmark.Decode(threads: 1):N0} of them events, {rounds} rounds");
        new RatioRun(TimeProvider.System, lines, rounds, warmUps).Print(output,
        [
            new Contestant("WalkTokens", () => benchmark.WalkTokens()),
            new Contestant("Decode, 1 thread", () => benchmark.Decode(threads: 1)),
            new Contestant("Decode, 2 threads", () => benchmark.Decode(threads: 2)),
            new Contestant("Replay, 1 thread", () => benchmark.Replay(threads: 1)),
            new Contestant("Replay, 2 threads", () => benchmark.Replay(threads: 2)),
        ],
        (Slow: 3, Fast: 4));
    }

    private static void Score(TextWriter output, int rounds, int warmUps)
    {
        var benchmark = new ScoreBenchmark();
        output.WriteLine(
            $"{ScoreBenchmark.Rows:N0} rows of {ScoreBenchmark.Columns}, {rounds} rounds; an event is a row");
        new RatioRun(TimeProvider.System, ScoreBenchmark.Rows, rounds, warmUps).Print(output,
        [
            new Contestant("Naive walk", benchmark.ScoreNaively),
            new Contestant("Forest, row by row", benchmark.ScoreRowByRow),
            new Contestant("Forest, in blocks", benchmark.ScoreForest),
            new Contestant("Ensemble, in blocks", benchmark.ScoreEnsemble),
        ]);
    }

    private static void Accounts(TextWriter output, int rounds, int warmUps)
    {
        using var few = new AccountsBenchmark(accounts: 10_000);
        using var many = new AccountsBenchmark(accounts: 1_000_000);
        new RatioRun(TimeProvider.System, AccountsBenchmark.EventsPerRun, rounds, warmUps).Print(output,
        [
            new Contestant("10,000 accounts", few.Process, few.Prepare),
            new Contestant("1,000,000 accounts", many.Process, many.Prepare),
        ]);
        foreach (var (name, benchmark) in new[] { ("10,000", few), ("1,000,000", many) })
        {
            output.WriteLine($"{name} accounts: {benchmark.BytesPerAccount:F0} bytes an account, "
                + $"scored every {benchmark.EventsPerEvaluation:F1} events, "
                + $"{benchmark.AllocatedBytes:N0} bytes allocated "
                + $"in the last {AccountsBenchmark.EventsPerRun:N0} events, {benchmark.Decided:N0} decisions in all");
        }
    }

    private static int Refuse(TextWriter errors, string message)
    {
        errors.WriteLine(message);
        return 2;
    }
}
