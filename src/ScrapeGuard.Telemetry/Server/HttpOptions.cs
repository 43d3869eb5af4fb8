namespace ScrapeGuard.Telemetry.Server;

/// <summary>The settings under <c>Http</c>.</summary>
public sealed record HttpOptions
{
    /// <summary>Most addresses.</summary>
    public const int MaxUrls = 16;

    /// <summary>
    /// Where to listen, several with semicolons between: <c>http://ADDRESS:PORT</c>, the address that of an interface,
    /// <c>localhost</c>, or <c>*</c> for all interfaces. Null or empty: nowhere.
    /// </summary>
    /// <value>Default null.</value>
    public string? Urls { get; init; }

    /// <summary>What is wrong, one line a mistake.</summary>
    public IEnumerable<string> Validate()
    {
        var urls = Split();
        foreach (var url in urls)
        {
            if (!ListenAddress.TryParse(url, out _))
            {
                yield return $"Http:Urls '{url}': must be http://ADDRESS:PORT, ADDRESS an IP address, localhost or * "
                    + "(and PORT not 0 with localhost)";
            }
        }

        if (urls.Length > MaxUrls)
        {
            yield return $"Http:Urls '{Urls}': must be at most {MaxUrls}";
        }
    }

    /// <summary>Where to listen; the settings must be valid.</summary>
    internal IReadOnlyList<ListenAddress> Addresses() =>
        [.. Split().Select(url => ListenAddress.TryParse(url, out var address)
            ? address
            : throw new InvalidOperationException($"Http:Urls '{url}' is no address"))];

    private string[] Split() =>
        (Urls ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
