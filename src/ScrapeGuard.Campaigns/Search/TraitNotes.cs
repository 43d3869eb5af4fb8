using System.Collections.Immutable;
using ScrapeGuard.Features.Traits;

namespace ScrapeGuard.Campaigns.Search;

/// <summary>
/// The traits of an account, and its habits: of each kind those of the lowest hashes, which are the same of all
/// accounts that have them, each with the last epoch in which it was seen. Of its rhythm only what was seen last: that
/// moves, and who had many would share one with many.
/// </summary>
internal sealed class TraitNotes
{
    /// <summary>Traits of a kind that are kept.</summary>
    public const int Capacity = 8;

    private const int MaxTraits = (Capacity * Trait.Kinds) + Habit.Count;

    private readonly List<(ulong Trait, int Last)> _traits = [];

    /// <summary>Notes a trait. Within one epoch the order makes no difference.</summary>
    public void Take(int epoch, ulong trait)
    {
        if (Trait.KindOf(trait) == TraitKind.Rhythm)
        {
            ForgetRhythms(before: epoch);
        }

        var (count, highest) = (0, -1);
        for (var i = 0; i < _traits.Count; i++)
        {
            if (_traits[i].Trait == trait)
            {
                _traits[i] = (trait, Math.Max(_traits[i].Last, epoch));
                return;
            }

            if (Trait.KindOf(_traits[i].Trait) == Trait.KindOf(trait))
            {
                count++;
                highest = highest < 0 || _traits[i].Trait > _traits[highest].Trait ? i : highest;
            }
        }

        if (count < Capacity)
        {
            _traits.Add((trait, epoch));
        }
        else if (trait < _traits[highest].Trait)
        {
            _traits[highest] = (trait, epoch);
        }
    }

    /// <summary>Forgets what was seen before an epoch.</summary>
    public void Forget(int before) => _traits.RemoveAll(note => note.Last < before);

    /// <summary>All traits, in rising order.</summary>
    public ImmutableArray<ulong> ToTraits() => [.. _traits.Select(note => note.Trait).Where(Trait.IsShared).Order()];

    /// <summary>Whether a habit was told.</summary>
    public bool Has(ulong habit) => _traits.Exists(note => note.Trait == habit);

    public void Write(BinaryWriter output)
    {
        output.Write((byte)_traits.Count);
        foreach (var (trait, last) in _traits.OrderBy(note => note.Trait))
        {
            output.Write(trait);
            output.Write(last);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote. False: it is damaged.</summary>
    public bool TryRead(BinaryReader input)
    {
        var count = input.ReadByte();
        for (var i = 0; i < count && count <= MaxTraits; i++)
        {
            _traits.Add((input.ReadUInt64(), input.ReadInt32()));
        }

        return count <= MaxTraits;
    }

    /// <summary>A loop: what a predicate captures would be allocated for each trait that is told.</summary>
    private void ForgetRhythms(int before)
    {
        for (var i = _traits.Count - 1; i >= 0; i--)
        {
            if (_traits[i].Last < before && Trait.KindOf(_traits[i].Trait) == TraitKind.Rhythm)
            {
                _traits.RemoveAt(i);
            }
        }
    }
}
