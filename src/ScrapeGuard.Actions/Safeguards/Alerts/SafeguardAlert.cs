namespace ScrapeGuard.Actions.Safeguards.Alerts;

/// <summary>Which safeguard events call people.</summary>
public static class SafeguardAlert
{
    /// <summary>A tripped guard and an effect that failed do; the rest is for those who look.</summary>
    public static bool Calls(SafeguardEvent told) =>
        told.What is SafeguardWhat.GuardTripped or SafeguardWhat.EffectFailed;
}
