namespace ScrapeGuard.Actions.Storing;

/// <summary>What became of a decision when it came in.</summary>
public enum DecisionFate : byte
{
    /// <summary>It led to an effect, or to what was planned being given up.</summary>
    Acted = 1,

    /// <summary>It asks for what holds already, or for nothing.</summary>
    Nothing = 2,

    /// <summary>A newer one of its account came before it.</summary>
    Superseded = 3,

    /// <summary>It was only to be shown.</summary>
    Shadowed = 4,

    /// <summary>Its account is allowlisted.</summary>
    Spared = 5,
}
