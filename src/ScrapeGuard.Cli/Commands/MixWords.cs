using System.Globalization;
using ScrapeGuard.Cli.Policies;
using ScrapeGuard.Simulation;

namespace ScrapeGuard.Cli.Commands;

/// <summary>
/// Kinds of people as the command line names them; kinds that are not named have no share:
/// <code>mix = kind "=" share *( "," kind "=" share )</code>
/// </summary>
internal static class MixWords
{
    private const double MaxShare = 1_000_000;

    /// <summary>The mix; the default one for null, or with every mistake told.</summary>
    public static PeopleMix Parse(string? text, PeopleMix otherwise, List<string> errors)
    {
        if (text is null)
        {
            return otherwise;
        }

        var mix = PeopleMix.Nobody;
        var before = errors.Count;
        foreach (var word in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var equals = word.IndexOf('=', StringComparison.Ordinal);
            var kind = equals < 0 ? word : word[..equals];
            if (!PeopleMix.Kinds.Contains(kind))
            {
                var near = NearestWord.Of(kind, PeopleMix.Kinds);
                errors.Add($"--people-mix '{word}': is no kind"
                    + (near is null ? $"; the kinds are {string.Join(", ", PeopleMix.Kinds)}"
                        : $"; did you mean {near}?"));
            }
            else if (!double.TryParse(word[(equals + 1)..], NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture, out var share) || !(share is >= 0 and <= MaxShare))
            {
                errors.Add($"--people-mix '{word}': must be {kind}= and a share, 0 to {MaxShare:0}");
            }
            else
            {
                mix = mix.With(kind, share);
            }
        }

        return errors.Count == before ? mix : otherwise;
    }
}
