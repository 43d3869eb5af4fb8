using System.Collections.Immutable;
using ScrapeGuard.AccountService.Secrets;
using ScrapeGuard.Actions.Effects;

namespace ScrapeGuard.AccountService.Options;

/// <summary>
/// The settings under <c>AccountService</c>. The templates' defaults are those of the reference service, so that
/// <see cref="BaseUrl"/> alone is enough for it.
/// </summary>
public sealed record AccountServiceOptions
{
    /// <summary>Where the service is: <c>http://</c> or <c>https://</c>, a host, perhaps a path.</summary>
    public string BaseUrl { get; init; } = "";

    /// <value>Default <c>POST /v1/throttle</c>.</value>
    public CallTemplate Throttle { get; init; } = DefaultTemplates.Of(EffectKind.Throttle);

    /// <value>Default <c>POST /v1/challenge</c>.</value>
    public CallTemplate Challenge { get; init; } = DefaultTemplates.Of(EffectKind.Challenge);

    /// <value>Default <c>POST /v1/suspend</c>.</value>
    public CallTemplate Suspend { get; init; } = DefaultTemplates.Of(EffectKind.Suspend);

    /// <value>Default <c>POST /v1/restore</c>.</value>
    public CallTemplate Restore { get; init; } = DefaultTemplates.Of(EffectKind.Restore);

    /// <summary>What became of a call: asked by its key.</summary>
    /// <value>Default <c>GET /v1/effects/{key}</c>.</value>
    public CallTemplate Ask { get; init; } = DefaultTemplates.Ask;

    /// <summary>What is known of an account.</summary>
    /// <value>Default <c>GET /v1/account?account={account}</c>.</value>
    public CallTemplate Profile { get; init; } = DefaultTemplates.Profile;

    public ProfileMembers ProfileMembers { get; init; } = new();

    /// <summary>Headers of every call; none of them secret.</summary>
    public ImmutableSortedDictionary<string, string> Headers { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Headers of every call whose values are secrets, and where those lie.</summary>
    public ImmutableSortedDictionary<string, SecretSource> SecretHeaders { get; init; } =
        ImmutableSortedDictionary.Create<string, SecretSource>(StringComparer.OrdinalIgnoreCase);

    /// <summary>How long one attempt may take, from 50 ms to 2 minutes.</summary>
    /// <value>Default 5,000.</value>
    public int AttemptTimeoutMilliseconds { get; init; } = 5_000;

    /// <summary>
    /// Attempts within one call, 1 to 10. Only what was certainly not carried out is tried again here.
    /// </summary>
    /// <value>Default 3.</value>
    public int MaxAttempts { get; init; } = 3;

    /// <summary>Pause before the second attempt; it doubles, with jitter. 1 ms to 10 s.</summary>
    /// <value>Default 200.</value>
    public int RetryDelayMilliseconds { get; init; } = 200;

    /// <summary>
    /// The longest pause within a call, up to a minute. A service that asks for a longer one gets it from the caller.
    /// </summary>
    /// <value>Default 2,000.</value>
    public int MaxRetryDelayMilliseconds { get; init; } = 2_000;

    /// <summary>The longest <c>Retry-After</c> that is believed, in seconds, up to a day.</summary>
    /// <value>Default 600.</value>
    public int MaxRetryAfterSeconds { get; init; } = 600;

    public BreakerOptions Breaker { get; init; } = new();

    /// <summary>Calls under way at a time, 1 to 1,024; questions have as many places of their own.</summary>
    /// <value>Default 16.</value>
    public int MaxConcurrentCalls { get; init; } = 16;

    /// <summary>Calls that wait for a place, up to 100,000; more are sent back as not done.</summary>
    /// <value>Default 1,024.</value>
    public int MaxWaitingCalls { get; init; } = 1_024;

    /// <summary>How much of an answer is read, from 1 KiB to 16 MiB.</summary>
    /// <value>Default 65,536.</value>
    public int MaxResponseBytes { get; init; } = 64 << 10;

    /// <summary>The templates of the effects, by kind.</summary>
    public CallTemplate TemplateOf(EffectKind kind) => kind switch
    {
        EffectKind.Throttle => Throttle,
        EffectKind.Challenge => Challenge,
        EffectKind.Suspend => Suspend,
        EffectKind.Restore => Restore,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, message: null),
    };

    /// <summary>What is wrong, one line a mistake, each with key and value; what may be secret is not shown.</summary>
    public IReadOnlyList<string> Validate() => [.. AccountServiceOptionsValidator.Validate(this)];
}
