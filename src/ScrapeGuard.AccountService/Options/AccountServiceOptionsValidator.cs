using ScrapeGuard.AccountService.Templates;

namespace ScrapeGuard.AccountService.Options;

/// <summary>Checks the settings of the account service; never stops at the first mistake.</summary>
internal static class AccountServiceOptionsValidator
{
    public const string Section = "AccountService";

    public static IEnumerable<string> Validate(AccountServiceOptions options)
    {
        var mistakes = new List<string>();
        if (BaseAddress.Mistake(options.BaseUrl) is { } wrong)
        {
            mistakes.Add($"{Section}:BaseUrl {wrong}");
        }

        foreach (var kind in EffectWords.Kinds)
        {
            CallTemplateValidator.Check($"{Section}:{kind}", options.TemplateOf(kind), CallUse.Effect, mistakes);
        }

        CallTemplateValidator.Check($"{Section}:Ask", options.Ask, CallUse.Ask, mistakes);
        CallTemplateValidator.Check($"{Section}:Profile", options.Profile, CallUse.Profile, mistakes);
        mistakes.AddRange(options.ProfileMembers.Validate($"{Section}:ProfileMembers"));
        HeaderRules.Check($"{Section}:Headers", options.Headers, mistakes);
        foreach (var (name, source) in options.SecretHeaders)
        {
            var key = $"{Section}:SecretHeaders:{name}";
            if (HeaderRules.MistakeOfName(name) is { } mistake)
            {
                mistakes.Add($"{key} '{name}': {mistake}");
            }

            mistakes.AddRange(source.Validate(key));
        }

        mistakes.AddRange(options.Breaker.Validate($"{Section}:Breaker"));
        mistakes.AddRange(Numbers(options).OfType<string>());
        if (options.RetryDelayMilliseconds > options.MaxRetryDelayMilliseconds)
        {
            mistakes.Add($"{Section}:RetryDelayMilliseconds '{options.RetryDelayMilliseconds}': must be at most "
                + $"{Section}:MaxRetryDelayMilliseconds ({options.MaxRetryDelayMilliseconds})");
        }

        return mistakes;
    }

    private static IEnumerable<string?> Numbers(AccountServiceOptions options) =>
    [
        Bounds.Check($"{Section}:AttemptTimeoutMilliseconds", options.AttemptTimeoutMilliseconds, 50, 120_000),
        Bounds.Check($"{Section}:MaxAttempts", options.MaxAttempts, 1, 10),
        Bounds.Check($"{Section}:RetryDelayMilliseconds", options.RetryDelayMilliseconds, 1, 10_000),
        Bounds.Check($"{Section}:MaxRetryDelayMilliseconds", options.MaxRetryDelayMilliseconds, 1, 60_000),
        Bounds.Check($"{Section}:MaxRetryAfterSeconds", options.MaxRetryAfterSeconds, 1, 86_400),
        Bounds.Check($"{Section}:MaxConcurrentCalls", options.MaxConcurrentCalls, 1, 1_024),
        Bounds.Check($"{Section}:MaxWaitingCalls", options.MaxWaitingCalls, 0, 100_000),
        Bounds.Check($"{Section}:MaxResponseBytes", options.MaxResponseBytes, 1 << 10, 16 << 20),
    ];
}
