using ScrapeGuard.Actions.Effects;

namespace ScrapeGuard.AccountService.Reference;

/// <summary>What an account can be, in the reference service.</summary>
public static class AccountStates
{
    public const string Active = "active";
    public const string Throttled = "throttled";
    public const string Challenged = "challenged";
    public const string Suspended = "suspended";

    /// <summary>What an effect makes of an account.</summary>
    public static string After(EffectKind kind) => kind switch
    {
        EffectKind.Throttle => Throttled,
        EffectKind.Challenge => Challenged,
        EffectKind.Suspend => Suspended,
        EffectKind.Restore => Active,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, message: null),
    };
}
