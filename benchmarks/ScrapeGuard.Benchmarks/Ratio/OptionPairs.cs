using System.Globalization;

namespace ScrapeGuard.Benchmarks.Ratio;

/// <summary>Reads the options of a benchmark: names, each with a value behind it.</summary>
internal static class OptionPairs
{
    /// <summary>Hands each option to a command, up to the first that it does not take.</summary>
    /// <param name="arguments">Names and values in turns.</param>
    /// <param name="errors">Receives the option that was not taken, with its value.</param>
    /// <param name="take">Takes a name and its value; false: it does not know the name, or the value is wrong.</param>
    /// <returns>Whether all were taken.</returns>
    public static bool Read(ReadOnlySpan<string> arguments, TextWriter errors, Func<string, string, bool> take)
    {
        for (var i = 0; i < arguments.Length; i += 2)
        {
            if (i + 1 == arguments.Length || !take(arguments[i], arguments[i + 1]))
            {
                errors.WriteLine(string.Join(": ", arguments[i..Math.Min(i + 2, arguments.Length)]!));
                return false;
            }
        }

        return true;
    }

    /// <summary>Reads a whole number that is not below another.</summary>
    public static bool TryNumber(string value, int least, out int number) =>
        int.TryParse(value, CultureInfo.InvariantCulture, out number) && number >= least;
}
