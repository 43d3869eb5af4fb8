using ScrapeGuard.Benchmarks.Ratio;

namespace ScrapeGuard.Benchmarks.Spill;

/// <summary>
/// <c>ratio spill [--accounts N] [--limit MIB] [--directory DIR] [--only limited] [--rounds N] [--warm-ups N]</c>.
/// </summary>
internal static class SpillCommand
{
    /// <summary>Runs the command; 0 when done, 2 for wrong arguments.</summary>
    /// <param name="arguments">Options with their values.</param>
    /// <param name="output">Receives the table.</param>
    /// <param name="errors">Receives what is wrong with the arguments.</param>
    public static int Run(ReadOnlySpan<string> arguments, TextWriter output, TextWriter errors)
    {
        var setup = new SpillSetup();
        var isRead = OptionPairs.Read(arguments, errors, (name, value) =>
        {
            var next = With(setup, name, value);
            setup = next ?? setup;
            return next is not null;
        });
        if (!isRead)
        {
            return 2;
        }

        new SpillBenchmark(TimeProvider.System, output, setup).Run();
        return 0;
    }

    private static SpillSetup? With(SpillSetup setup, string option, string value) => option switch
    {
        "--accounts" when OptionPairs.TryNumber(value, 1, out var n) => setup with { Accounts = n },
        "--limit" when OptionPairs.TryNumber(value, 1, out var n) => setup with { LimitMebibytes = n },
        "--rounds" when OptionPairs.TryNumber(value, 1, out var n) => setup with { Rounds = n },
        "--warm-ups" when OptionPairs.TryNumber(value, 0, out var n) => setup with { WarmUps = n },
        "--directory" => setup with { Directory = value },
        "--only" when value == "limited" => setup with { IsLimitedOnly = true },
        _ => null,
    };
}
