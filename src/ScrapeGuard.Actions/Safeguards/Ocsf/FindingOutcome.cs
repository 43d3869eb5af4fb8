using ScrapeGuard.Actions.Effects;

namespace ScrapeGuard.Actions.Safeguards.Ocsf;

/// <summary>What the control did, as OCSF's profile <c>security_control</c> has it.</summary>
/// <param name="Action"><c>action_id</c>.</param>
/// <param name="Disposition"><c>disposition_id</c>.</param>
/// <param name="Remediation">What was done and how it is undone; null: nothing was.</param>
internal sealed record FindingOutcome(Named Action, Named Disposition, string? Remediation)
{
    private static readonly Named Observed = new(3, "Observed");
    private static readonly Named Modified = new(4, "Modified");

    private static readonly FindingOutcome Detected = new(Observed, new(15, "Detected"), null);
    private static readonly FindingOutcome Logged = new(Observed, new(17, "Logged"), null);
    private static readonly FindingOutcome NoAction = new(Observed, new(16, "No Action"), null);

    private static readonly FindingOutcome Held = new(Observed, new(19, "Alert"),
        "Nothing was done yet: approve the effect, or restore the account.");

    private static readonly FindingOutcome Failed = new(new(0, "Unknown"), new(27, "Error"),
        "The account service did not carry it out: look at the account there, then at this case.");

    private static readonly FindingOutcome Throttled = new(Modified, new(14, "Delayed"),
        "The account is slowed down until it expires or is restored.");

    private static readonly FindingOutcome Challenged = new(Modified, new(23, "Challenge"),
        "The account has to prove that a person is there, until it expires or is restored.");

    private static readonly FindingOutcome Suspended = new(new(2, "Denied"), new(24, "Access Revoked"),
        "The account is disabled, reversibly, until it expires or is restored.");

    private static readonly FindingOutcome Restored = new(Modified, new(9, "Restored"),
        "Whatever was done to the account is undone.");

    public static FindingOutcome Of(SafeguardEvent told) => told.What switch
    {
        SafeguardWhat.EffectDone => OfEffect(told.Effect),
        SafeguardWhat.EffectFailed => Failed,
        SafeguardWhat.EffectHeld or SafeguardWhat.GuardTripped => Held,
        SafeguardWhat.EffectShadowed or SafeguardWhat.CaseAppealed => Logged,
        SafeguardWhat.CaseClosed => NoAction,
        _ => Detected,
    };

    private static FindingOutcome OfEffect(EffectKind? kind) => kind switch
    {
        EffectKind.Throttle => Throttled,
        EffectKind.Challenge => Challenged,
        EffectKind.Suspend => Suspended,
        EffectKind.Restore => Restored,
        _ => Detected,
    };
}
