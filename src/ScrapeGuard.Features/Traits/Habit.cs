namespace ScrapeGuard.Features.Traits;

/// <summary>
/// What an account is known to do, told beside its traits: the lowest three bits are those of no
/// <see cref="TraitKind"/>. Accounts have habits alike without sharing anything.
/// </summary>
public static class Habit
{
    /// <summary>It reports plays of at least half of what it takes.</summary>
    public const ulong ReportsPlays = (1UL << 3) | Bits;

    /// <summary>It reported a play of what it had taken before.</summary>
    public const ulong PlaysAgain = (2UL << 3) | Bits;

    /// <summary>How many there are.</summary>
    public const int Count = 2;

    private const ulong Bits = Trait.Kinds;
}
