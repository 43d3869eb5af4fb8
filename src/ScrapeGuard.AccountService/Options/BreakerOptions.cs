namespace ScrapeGuard.AccountService.Options;

/// <summary>
/// When calls stop for a while, for the service is not well. Calls and questions have a breaker each.
/// </summary>
public sealed record BreakerOptions
{
    /// <summary>It opens when so large a share of the attempts failed, over 0 to 1.</summary>
    /// <value>Default 0.5.</value>
    public double FailureShare { get; init; } = 0.5;

    /// <summary>Of attempts in the last so many seconds, 1 to 600.</summary>
    /// <value>Default 10.</value>
    public int SamplingSeconds { get; init; } = 10;

    /// <summary>And not of fewer than so many, 2 to 10,000.</summary>
    /// <value>Default 10.</value>
    public int MinAttempts { get; init; } = 10;

    /// <summary>How long it stays open before one attempt is let through, 1 to 600.</summary>
    /// <value>Default 5.</value>
    public int BreakSeconds { get; init; } = 5;

    internal IEnumerable<string> Validate(string key)
    {
        if (FailureShare is not (> 0 and <= 1))
        {
            yield return $"{key}:FailureShare '{FailureShare}': must be over 0, at most 1";
        }

        foreach (var mistake in new[]
        {
            Bounds.Check($"{key}:SamplingSeconds", SamplingSeconds, 1, 600),
            Bounds.Check($"{key}:MinAttempts", MinAttempts, 2, 10_000),
            Bounds.Check($"{key}:BreakSeconds", BreakSeconds, 1, 600),
        })
        {
            if (mistake is not null)
            {
                yield return mistake;
            }
        }
    }
}
