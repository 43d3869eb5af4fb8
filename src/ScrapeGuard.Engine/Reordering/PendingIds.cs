using System.Numerics;

namespace ScrapeGuard.Engine.Reordering;

/// <summary>
/// The ids of the events held back: an open-addressed set of 64-bit keys with removal by shifting back, which allocates
/// only when it grows.
/// </summary>
internal sealed class PendingIds
{
    private ulong[] _slots = new ulong[1 << 10];
    private int _count;

    /// <summary>Adds a key other than 0. False when it is there already.</summary>
    public bool Add(ulong key)
    {
        if ((_count + 1) * 2 > _slots.Length)
        {
            Grow();
        }

        var mask = (uint)_slots.Length - 1;
        var slot = (uint)(key >> 32) & mask;
        while (_slots[slot] != 0)
        {
            if (_slots[slot] == key)
            {
                return false;
            }

            slot = (slot + 1) & mask;
        }

        _slots[slot] = key;
        _count++;
        return true;
    }

    /// <summary>Removes a key that is there.</summary>
    public void Remove(ulong key)
    {
        var mask = (uint)_slots.Length - 1;
        var gap = (uint)(key >> 32) & mask;
        while (_slots[gap] != key)
        {
            gap = (gap + 1) & mask;
        }

        _count--;
        for (var slot = (gap + 1) & mask; _slots[slot] != 0; slot = (slot + 1) & mask)
        {
            var home = (uint)(_slots[slot] >> 32) & mask;
            if (((slot - home) & mask) >= ((slot - gap) & mask))
            {
                _slots[gap] = _slots[slot];
                gap = slot;
            }
        }

        _slots[gap] = 0;
    }

    private void Grow()
    {
        var old = _slots;
        _slots = new ulong[BitOperations.RoundUpToPowerOf2((uint)old.Length + 1)];
        _count = 0;
        foreach (var key in old)
        {
            if (key != 0)
            {
                Add(key);
            }
        }
    }
}
