namespace ScrapeGuard.Actions.Effects;

/// <summary>What is done to an account.</summary>
public enum EffectKind : byte
{
    /// <summary>It is slowed down.</summary>
    Throttle = 1,

    /// <summary>It is to prove that a person is there.</summary>
    Challenge = 2,

    /// <summary>It is disabled, reversibly.</summary>
    Suspend = 3,

    /// <summary>Whatever was done to it is undone.</summary>
    Restore = 4,
}
