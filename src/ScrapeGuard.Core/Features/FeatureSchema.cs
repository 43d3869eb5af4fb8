using System.Collections.Immutable;
using System.Text;

namespace ScrapeGuard.Core.Features;

/// <summary>Names and number of the features, as model files and reasons use them.</summary>
public static class FeatureSchema
{
    /// <summary>Length of a feature vector.</summary>
    public const int Count = (int)Feature.NetworkChanges24h + 1;

    /// <summary>The names in order of the vector, such as <c>audio-tracks-24h</c>.</summary>
    public static ImmutableArray<string> Names { get; } =
        [.. Enum.GetNames<Feature>().Select(ToKebabCase)];

    /// <summary>The name of a feature.</summary>
    public static string NameOf(Feature feature) => Names[(int)feature];

    private static string ToKebabCase(string name)
    {
        var text = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            var startsWord = char.IsUpper(name[i]) || (char.IsDigit(name[i]) && !char.IsDigit(name[i - 1]));
            if (startsWord && i > 0)
            {
                text.Append('-');
            }

            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }
}
