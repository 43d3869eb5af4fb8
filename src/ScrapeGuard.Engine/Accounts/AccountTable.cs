using System.Numerics;
using System.Runtime.CompilerServices;
using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Engine.Accounts;

/// <summary>
/// The accounts of a shard: states in chunks that never move, found through an open-addressed index of 8 bytes a slot
/// (32 bits of the key to compare, 32 for the place). Removal shifts back what follows (Knuth, TAOCP 3, 6.4 R), so that
/// there are no tombstones.
/// </summary>
internal sealed class AccountTable
{
    private const int ChunkShift = 10;
    private const int ChunkSize = 1 << ChunkShift;
    private const int MinSlots = 1 << 12;
    private const int Empty = -1;

    private readonly List<AccountState[]> _chunks = [];
    private readonly NameArena _names = new();
    private readonly Stack<int> _free = new();
    private ulong[] _slots = new ulong[MinSlots];
    private int _places;

    /// <summary>Number of accounts.</summary>
    public int Count { get; private set; }

    /// <summary>Places ever used; a place below it holds an account or is free (its key is 0).</summary>
    public int Places => _places;

    /// <summary>Bytes held for states, names and index.</summary>
    public long Bytes =>
        ((long)_chunks.Count * ChunkSize * Unsafe.SizeOf<AccountState>()) + _names.Bytes
        + ((long)_slots.Length * sizeof(ulong));

    /// <summary>An account's state by its place.</summary>
    public ref AccountState this[int place] => ref _chunks[place >> ChunkShift][place & (ChunkSize - 1)];

    /// <summary>The name of the account at a place, UTF-8.</summary>
    public ReadOnlySpan<byte> NameOf(int place) => _names.Get(this[place].Name);

    /// <summary>The place of an account; negative when it is not there.</summary>
    public int Find(AccountKey key)
    {
        var mask = (uint)_slots.Length - 1;
        for (var slot = (uint)key.Low & mask; ; slot = (slot + 1) & mask)
        {
            var entry = _slots[slot];
            if (entry == 0)
            {
                return Empty;
            }

            if ((uint)(entry >> 32) == (uint)(key.Low >> 32))
            {
                var place = (int)(uint)entry - 1;
                if (this[place].Key == key)
                {
                    return place;
                }
            }
        }
    }

    /// <summary>Starts to load the index for an account that is to be found soon.</summary>
    public void PrefetchSlot(AccountKey key) => Prefetch.First(ref _slots[(uint)key.Low & ((uint)_slots.Length - 1)]);

    /// <summary>Starts to load the head of the state of an account that is to be found next, if it is there.</summary>
    public void PrefetchState(AccountKey key)
    {
        // The first slot is nearly always the right one, and a wrong hint costs little.
        var entry = _slots[(uint)key.Low & ((uint)_slots.Length - 1)];
        if (entry != 0)
        {
            Prefetch.First(ref this[(int)(uint)entry - 1]);
        }
    }

    /// <summary>Adds an account that is not there, with an empty state.</summary>
    public int Add(AccountKey key, ReadOnlySpan<byte> name)
    {
        if ((Count + 1) * 5L > _slots.Length * 4L)
        {
            Grow();
        }

        if (!_free.TryPop(out var place))
        {
            place = _places++;
            if (place >> ChunkShift == _chunks.Count)
            {
                _chunks.Add(new AccountState[ChunkSize]);
            }
        }

        ref var state = ref this[place];
        state = default;
        state.Key = key;
        state.Name = _names.Add(name);
        Insert(key, place);
        Count++;
        return place;
    }

    /// <summary>Removes the account at a place.</summary>
    public void Remove(int place)
    {
        ref var state = ref this[place];
        var mask = (uint)_slots.Length - 1;
        var slot = (uint)state.Key.Low & mask;
        while ((int)(uint)_slots[slot] - 1 != place)
        {
            slot = (slot + 1) & mask;
        }

        _names.Remove(state.Name);
        state = default;
        _free.Push(place);
        Count--;
        CloseGap(slot, mask);
    }

    private void CloseGap(uint gap, uint mask)
    {
        var slot = gap;
        while (true)
        {
            slot = (slot + 1) & mask;
            var entry = _slots[slot];
            if (entry == 0)
            {
                _slots[gap] = 0;
                return;
            }

            var home = (uint)this[(int)(uint)entry - 1].Key.Low & mask;
            if (((slot - home) & mask) >= ((slot - gap) & mask))
            {
                _slots[gap] = entry;
                gap = slot;
            }
        }
    }

    private void Insert(AccountKey key, int place)
    {
        var mask = (uint)_slots.Length - 1;
        var slot = (uint)key.Low & mask;
        while (_slots[slot] != 0)
        {
            slot = (slot + 1) & mask;
        }

        _slots[slot] = (key.Low >> 32 << 32) | (uint)(place + 1);
    }

    private void Grow()
    {
        _slots = new ulong[BitOperations.RoundUpToPowerOf2((uint)_slots.Length + 1)];
        for (var place = 0; place < _places; place++)
        {
            var key = this[place].Key;
            if (key != default)
            {
                Insert(key, place);
            }
        }
    }
}
