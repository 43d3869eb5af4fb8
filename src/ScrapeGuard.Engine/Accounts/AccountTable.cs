using System.Numerics;
using System.Runtime.CompilerServices;
using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Engine.Accounts;

/// <summary>
/// The accounts of a shard: states in chunks that never move, found through an open-addressed index of 8 bytes a slot
/// (32 bits of the key, of which the lowest say where its run of slots begins, and 32 for the place): the index grows
/// and closes gaps without a look at the states, which may lie on a disk. Removal shifts back what follows (Knuth,
/// TAOCP 3, 6.4 R), so that there are no tombstones.
/// </summary>
internal sealed class AccountTable
{
    private const int ChunkShift = 10;
    private const int ChunkSize = 1 << ChunkShift;
    private const int MinSlots = 1 << 12;
    private const int Empty = -1;

    /// <summary>An index of 8 MiB.</summary>
    private const int LargeSlots = 1 << 20;

    private readonly List<AccountState[]> _chunks = [];
    private readonly StateCache? _cache;
    private readonly IStateStore? _store;
    private readonly NameArena _names;
    private readonly Stack<int> _free = new();
    private ulong[] _slots = new ulong[MinSlots];
    private int _places;

    /// <param name="store">Takes states and names that find no room in memory; null: all are in memory.</param>
    public AccountTable(IStateStore? store = null)
    {
        _store = store;
        _cache = store is null ? null : new StateCache(store);
        _names = new NameArena(store);
    }

    /// <summary>Number of accounts.</summary>
    public int Count { get; private set; }

    /// <summary>Places ever used; a place below it holds an account or is free (its key is 0).</summary>
    public int Places => _places;

    /// <summary>True when states may have to be brought from elsewhere.</summary>
    public bool IsSpilling => _cache is not null;

    /// <summary>Bytes of memory held for states, names and index.</summary>
    public long Bytes =>
        ((long)_chunks.Count * ChunkSize * Unsafe.SizeOf<AccountState>()) + (_cache?.Bytes ?? 0) + _names.Bytes
        + ((long)_slots.Length * sizeof(ulong));

    /// <summary>
    /// An account's state by its place. Where accounts spill, the reference is good until two others have been asked
    /// for, or <see cref="Find"/> is called.
    /// </summary>
    public ref AccountState this[int place]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if (_cache is not null)
            {
                return ref _cache[place];
            }

            return ref _chunks[place >> ChunkShift][place & (ChunkSize - 1)];
        }
    }

    /// <summary>
    /// A state for those who look at many and change none; good until the next is asked for.
    /// </summary>
    public ref readonly AccountState Peek(int place)
    {
        if (_cache is not null)
        {
            return ref _cache.Peek(place);
        }

        return ref this[place];
    }

    /// <summary>The name of the account at a place, UTF-8; good until the next is asked for.</summary>
    public ReadOnlySpan<byte> NameOf(int place) => _names.Get(Peek(place).Name);

    /// <summary>Returns memory that is wanted elsewhere; to be called where no state is being looked at.</summary>
    public void ReturnMemory() => _cache?.ReturnWhatIsWanted();

    /// <summary>The place of an account; negative when it is not there.</summary>
    public int Find(AccountKey key)
    {
        ReturnMemory();
        var mask = (uint)_slots.Length - 1;
        for (var slot = (uint)key.Low & mask; ; slot = (slot + 1) & mask)
        {
            var entry = _slots[slot];
            if (entry == 0)
            {
                return Empty;
            }

            if ((uint)(entry >> 32) == (uint)key.Low)
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
        var mask = (uint)_slots.Length - 1;
        for (var slot = (uint)key.Low & mask; _slots[slot] != 0; slot = (slot + 1) & mask)
        {
            // A state of another account whose bits are the same costs little.
            if ((uint)(_slots[slot] >> 32) == (uint)key.Low)
            {
                Expect((int)(uint)_slots[slot] - 1);
                return;
            }
        }
    }

    /// <summary>Starts to bring or to load the head of a state.</summary>
    public void Expect(int place)
    {
        if (_cache is not null)
        {
            _cache.Expect(place);
        }
        else
        {
            Prefetch.First(ref this[place]);
        }
    }

    /// <summary>Adds an account that is not there, with an empty state.</summary>
    /// <exception cref="IOException">There is no room for it; nothing has changed.</exception>
    public int Add(AccountKey key, ReadOnlySpan<byte> name)
    {
        if ((Count + 1) * 5L > _slots.Length * 4L)
        {
            Grow();
            CollectOldIndex();
        }

        var namePlace = _names.Add(name);
        if (!_free.TryPop(out var place))
        {
            place = AddPlace();
        }

        ref var state = ref this[place];
        state = default;
        state.Key = key;
        state.Name = namePlace;
        Insert(((ulong)(uint)key.Low << 32) | (uint)(place + 1));
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

    /// <summary>Lets go of states that spill: their memory is about to be taken away.</summary>
    public void Close() => _cache?.Close();

    private int AddPlace()
    {
        if (_cache is not null)
        {
            _cache.AddPlace(_places);
        }
        else if (_places >> ChunkShift == _chunks.Count)
        {
            _chunks.Add(new AccountState[ChunkSize]);
        }

        return _places++;
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

            var home = (uint)(entry >> 32) & mask;
            if (((slot - home) & mask) >= ((slot - gap) & mask))
            {
                _slots[gap] = entry;
                gap = slot;
            }
        }
    }

    private void Insert(ulong entry)
    {
        var mask = (uint)_slots.Length - 1;
        var slot = (uint)(entry >> 32) & mask;
        while (_slots[slot] != 0)
        {
            slot = (slot + 1) & mask;
        }

        _slots[slot] = entry;
    }

    /// <summary>
    /// Where memory is short, the old index is not to wait for the collector: nothing is allocated an event, so that it
    /// would not come by for long.
    /// </summary>
    private void CollectOldIndex()
    {
        if (_cache is not null && _slots.Length >= LargeSlots)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }
    }

    private void Grow()
    {
        var old = _slots;
        var slots = (int)BitOperations.RoundUpToPowerOf2((uint)old.Length + 1);
        _store?.MakeRoom((long)slots * sizeof(ulong));
        ReturnMemory();
        _slots = new ulong[slots];
        foreach (var entry in old)
        {
            if (entry != 0)
            {
                Insert(entry);
            }
        }
    }
}
