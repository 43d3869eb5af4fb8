using ScrapeGuard.Actions.Effects;

namespace ScrapeGuard.AccountService.Templates;

/// <summary>The words of <see cref="EffectKind"/> on the wire.</summary>
internal static class EffectWords
{
    public static IReadOnlyList<EffectKind> Kinds { get; } =
        [EffectKind.Throttle, EffectKind.Challenge, EffectKind.Suspend, EffectKind.Restore];

    public static string Of(EffectKind kind) => kind switch
    {
        EffectKind.Throttle => "throttle",
        EffectKind.Challenge => "challenge",
        EffectKind.Suspend => "suspend",
        EffectKind.Restore => "restore",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, message: null),
    };
}
