using System.Globalization;
using ScrapeGuard.Benchmarks.Decode;

namespace ScrapeGuard.Benchmarks.Ratio;

/// <summary><c>ratio WHAT [--capture FILE] [--lines N] [--rounds N] [--warm-ups N]</c>.</summary>
internal static class RatioCommand
{
    private const int DefaultRounds = 41;
    private const int DefaultWarmUps = 30;

    /// <summary>Runs the command; 0 when done, 2 for wrong arguments.</summary>
    public static int Run(ReadOnlySpan<string> arguments, TextWriter output, TextWriter errors)
    {
        string? capture = null;
        var lines = DecodeBenchmark.Lines;
        var rounds = DefaultRounds;
        var warmUps = DefaultWarmUps;
        if (arguments.IsEmpty || arguments[0] != "decode" || arguments.Length % 2 == 0)
        {
            return Refuse(errors, "ratio decode [--capture FILE] [--lines N] [--rounds N] [--warm-ups N]");
        }

        for (var i = 1; i < arguments.Length; i += 2)
        {
            var value = arguments[i + 1];
            var known = arguments[i] switch
            {
                "--capture" => (capture = value).Length > 0,
                "--lines" => int.TryParse(value, CultureInfo.InvariantCulture, out lines) && lines > 0,
                "--rounds" => int.TryParse(value, CultureInfo.InvariantCulture, out rounds) && rounds > 0,
                "--warm-ups" => int.TryParse(value, CultureInfo.InvariantCulture, out warmUps) && warmUps >= 0,
                _ => false,
            };
            if (!known)
            {
                return Refuse(errors, $"{arguments[i]}: {value}");
            }
        }

        Decode(output, capture is null ? SyntheticLines.Build(lines) : LineBlock.Load(capture), rounds, warmUps);
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

    private static int Refuse(TextWriter errors, string message)
    {
        errors.WriteLine(message);
        return 2;
    }
}
