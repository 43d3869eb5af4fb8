namespace ScrapeGuard.Actions.Effects;

/// <summary>The state machine of effects.</summary>
public static class EffectStates
{
    /// <summary>Whether something may still become of it: held, due or in flight.</summary>
    public static bool IsOpen(this EffectState state) =>
        state is EffectState.Held or EffectState.Due or EffectState.InFlight;

    /// <summary>Whether an effect may go from one state to another.</summary>
    public static bool MayBecome(this EffectState from, EffectState to) => from switch
    {
        EffectState.Held => to is EffectState.Due or EffectState.Superseded or EffectState.Spared
            or EffectState.Rejected,
        EffectState.Due => to is EffectState.InFlight or EffectState.Held or EffectState.Superseded
            or EffectState.Spared,
        EffectState.InFlight => to is EffectState.Due or EffectState.Done or EffectState.Failed
            or EffectState.Superseded or EffectState.Spared,
        // A person may have it tried again.
        EffectState.Failed => to is EffectState.Due,
        _ => false,
    };
}
