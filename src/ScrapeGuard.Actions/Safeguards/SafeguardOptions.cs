using System.Collections.Immutable;

namespace ScrapeGuard.Actions.Safeguards;

/// <summary>Who speaks in safeguard events.</summary>
public sealed record SafeguardOptions
{
    private const int LongestSource = 256;

    /// <summary>CloudEvents' <c>source</c>: an absolute URI that names this installation.</summary>
    /// <value>The default is <c>urn:scrapeguard:actioner</c>; set it where several installations share a topic.</value>
    public string Source { get; init; } = "urn:scrapeguard:actioner";

    /// <summary>The version of the program that speaks.</summary>
    public string ProductVersion { get; init; } = "1.0.0";

    /// <summary>Every mistake, with its key and value.</summary>
    public ImmutableArray<string> Validate()
    {
        var mistakes = ImmutableArray.CreateBuilder<string>();
        if (Source.Length > LongestSource || !Uri.TryCreate(Source, UriKind.Absolute, out _)
            || !Uri.IsWellFormedUriString(Source, UriKind.Absolute))
        {
            mistakes.Add($"Safeguards:Source is '{Source}': it must be an absolute URI of up to "
                + $"{LongestSource} characters");
        }

        if (ProductVersion.Length == 0)
        {
            mistakes.Add("Safeguards:ProductVersion is '': it must say which version speaks");
        }

        return mistakes.DrainToImmutable();
    }
}
