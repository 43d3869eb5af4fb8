namespace ScrapeGuard.Core.Policies;

/// <summary>Whether decisions are carried out.</summary>
public enum PolicyMode : byte
{
    /// <summary>Decisions are carried out, within the guard's limits.</summary>
    Enforce = 0,

    /// <summary>Decisions are written and shown; nothing is done to anyone.</summary>
    Shadow = 1,
}
