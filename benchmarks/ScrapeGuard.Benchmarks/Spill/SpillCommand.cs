using System.Globalization;

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
        for (var i = 0; i < arguments.Length; i += 2)
        {
            if (i + 1 == arguments.Length || With(setup, arguments[i], arguments[i + 1]) is not { } next)
            {
                errors.WriteLine(string.Join(' ', arguments[i..]));
                return 2;
            }

            setup = next;
        }

        new SpillBenchmark(TimeProvider.System, output, setup).Run();
        return 0;
    }

    private static SpillSetup? With(SpillSetup setup, string option, string value) => option switch
    {
        "--accounts" when TryRead(value, 1, out var n) => setup with { Accounts = n },
        "--limit" when TryRead(value, 1, out var n) => setup with { LimitMebibytes = n },
        "--rounds" when TryRead(value, 1, out var n) => setup with { Rounds = n },
        "--warm-ups" when TryRead(value, 0, out var n) => setup with { WarmUps = n },
        "--directory" => setup with { Directory = value },
        "--only" when value == "limited" => setup with { IsLimitedOnly = true },
        _ => null,
    };

    private static bool TryRead(string value, int least, out int number) =>
        int.TryParse(value, CultureInfo.InvariantCulture, out number) && number >= least;
}
