using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Hashing;

namespace ScrapeGuard.Features.Traits;

/// <summary>
/// A trait of an account in 64 bits: its kind in the lowest three, a hash of kind and value in the others.
/// </summary>
public static class Trait
{
    /// <summary>How many kinds there are.</summary>
    public const int Kinds = 5;

    private const ulong KindBits = 7;
    private const long HourSeconds = 3_600;

    /// <summary>The trait of a kind that an event shows; 0: it does not say, as none does of a rhythm.</summary>
    public static ulong Of(TraitKind kind, in AccessEvent e) => Of(kind, kind switch
    {
        TraitKind.Network => e.Network,
        TraitKind.Device => e.Device,
        TraitKind.Client => e.Client,
        TraitKind.Rhythm => 0,
        _ => (ulong)Math.Max(e.AccountCreatedSeconds, 0) / HourSeconds,
    });

    /// <summary>The trait of a value; 0, which stands for none, has none.</summary>
    public static ulong Of(TraitKind kind, ulong value) => value == 0
        ? 0
        : (StableHash.Combine(value, (ulong)kind) & ~KindBits) | (ulong)kind;

    /// <summary>Whether accounts can share it: it is no <see cref="Habit"/>.</summary>
    public static bool IsShared(ulong trait) => (trait & KindBits) < Kinds;

    /// <summary>What a trait is of.</summary>
    public static TraitKind KindOf(ulong trait) => (TraitKind)(trait & KindBits);
}
