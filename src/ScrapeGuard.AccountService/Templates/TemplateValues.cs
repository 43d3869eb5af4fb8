using System.Globalization;
using ScrapeGuard.Actions.Accounts;
using ScrapeGuard.Core.Time;

namespace ScrapeGuard.AccountService.Templates;

/// <summary>What the placeholders of a template stand for in one call.</summary>
/// <param name="Account">Whom it is about.</param>
/// <param name="Call">The call; null for a question about the account alone.</param>
internal readonly record struct TemplateValues(string Account, AccountCall? Call)
{
    private const long MicrosPerSecond = 1_000_000;

    /// <summary>The text of a placeholder; null when it has no value.</summary>
    public string? Of(Placeholder placeholder) => placeholder switch
    {
        Placeholder.Account => Account,
        Placeholder.Key => Call?.IdempotencyKey,
        Placeholder.Kind => Call is { } call ? EffectWords.Of(call.Kind) : null,
        Placeholder.Reason => Call?.Reason,
        Placeholder.Until => Call?.UntilMicros is { } micros ? Rfc3339.Format(micros) : null,
        Placeholder.UntilSeconds => UntilSeconds?.ToString(CultureInfo.InvariantCulture),
        Placeholder.Campaign => Call?.Campaign,
        _ => throw new ArgumentOutOfRangeException(nameof(placeholder), placeholder, message: null),
    };

    public long? UntilSeconds => Call?.UntilMicros / MicrosPerSecond;
}
