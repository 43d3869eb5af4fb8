using ScrapeGuard.AccountService.Options;
using ScrapeGuard.AccountService.Secrets;

namespace ScrapeGuard.AccountService.Receivers;

/// <summary>A receiver of security event tokens (RFC 8935) and how it is pushed to.</summary>
public sealed record SetReceiverOptions
{
    /// <summary>The name of the section, in mistakes.</summary>
    public const string Section = "SetReceiver";

    /// <summary>
    /// Where tokens are posted to: <c>https://</c>, as RFC 8935 has it; <c>http://</c> on this machine only.
    /// </summary>
    public string Url { get; init; } = "";

    /// <summary>What is sent as <c>Authorization</c>; null: nothing.</summary>
    public SecretSource? Token { get; init; }

    /// <summary>How long one attempt may take, from 50 ms to 2 minutes.</summary>
    /// <value>Default 10,000.</value>
    public int AttemptTimeoutMilliseconds { get; init; } = 10_000;

    /// <summary>Attempts within one push, 1 to 10.</summary>
    /// <value>Default 4.</value>
    public int MaxAttempts { get; init; } = 4;

    /// <summary>Pause before the second attempt; it doubles, with jitter. 1 ms to 10 s.</summary>
    /// <value>Default 500.</value>
    public int RetryDelayMilliseconds { get; init; } = 500;

    /// <summary>The longest pause within a push, up to a minute; a longer one is the caller's.</summary>
    /// <value>Default 5,000.</value>
    public int MaxRetryDelayMilliseconds { get; init; } = 5_000;

    /// <summary>The longest <c>Retry-After</c> that is believed, in seconds, up to a day.</summary>
    /// <value>Default 600.</value>
    public int MaxRetryAfterSeconds { get; init; } = 600;

    /// <summary>The longest token, from 1 KiB to 1 MiB.</summary>
    /// <value>Default 65,536.</value>
    public int MaxTokenBytes { get; init; } = 64 << 10;

    /// <summary>What is wrong, one line a mistake; what may be secret is not shown.</summary>
    public IReadOnlyList<string> Validate()
    {
        var mistakes = new List<string>();
        if (BaseAddress.Mistake(Url) is { } wrong)
        {
            mistakes.Add($"{Section}:Url {wrong}");
        }
        else if (new Uri(Url) is { Scheme: "http", IsLoopback: false })
        {
            mistakes.Add($"{Section}:Url '{Url}': must be https, or this machine");
        }

        mistakes.AddRange(Token?.Validate($"{Section}:Token") ?? []);
        mistakes.AddRange(new[]
        {
            Bounds.Check($"{Section}:AttemptTimeoutMilliseconds", AttemptTimeoutMilliseconds, 50, 120_000),
            Bounds.Check($"{Section}:MaxAttempts", MaxAttempts, 1, 10),
            Bounds.Check($"{Section}:RetryDelayMilliseconds", RetryDelayMilliseconds, 1, 10_000),
            Bounds.Check($"{Section}:MaxRetryDelayMilliseconds", MaxRetryDelayMilliseconds, 1, 60_000),
            Bounds.Check($"{Section}:MaxRetryAfterSeconds", MaxRetryAfterSeconds, 1, 86_400),
            Bounds.Check($"{Section}:MaxTokenBytes", MaxTokenBytes, 1 << 10, 1 << 20),
        }.OfType<string>());
        if (RetryDelayMilliseconds > MaxRetryDelayMilliseconds)
        {
            mistakes.Add($"{Section}:RetryDelayMilliseconds '{RetryDelayMilliseconds}': must be at most "
                + $"{Section}:MaxRetryDelayMilliseconds ({MaxRetryDelayMilliseconds})");
        }

        return mistakes;
    }
}
