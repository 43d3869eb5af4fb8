namespace ScrapeGuard.Actions.Effects;

/// <summary>How far an effect has come. <see cref="EffectStates"/> says which may follow which.</summary>
public enum EffectState : byte
{
    /// <summary>Waits for people: a budget is used up, the cohort wants it, or the account cools down.</summary>
    Held = 1,

    /// <summary>Is to be carried out from its due time on; nothing was done yet, or certainly not.</summary>
    Due = 2,

    /// <summary>A call was made, or may have been: before another one the service is asked.</summary>
    InFlight = 3,

    /// <summary>The service says that it is done.</summary>
    Done = 4,

    /// <summary>It was given up, and people were told.</summary>
    Failed = 5,

    /// <summary>Something newer took its place before it was done.</summary>
    Superseded = 6,

    /// <summary>It was only to be shown what would have been done.</summary>
    Shadowed = 7,

    /// <summary>The account is allowlisted.</summary>
    Spared = 8,

    /// <summary>People said no, or said nothing in time.</summary>
    Rejected = 9,
}
