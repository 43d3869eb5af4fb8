using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ScrapeGuard.Engine.Accounts;

/// <summary>
/// The states of accounts of which only some are in memory: the others are in a file, one record a place. Who goes is
/// found by the second-chance clock (Corbató 1968): the hand passes over a state that was used since it last came by.
/// Each state in memory is an account's, not a page of neighbours: the memory holds the active ones and nothing else.
/// </summary>
internal sealed unsafe class StateCache
{
    public const int BlockStates = 1 << BlockShift;

    private const int BlockShift = 10;
    private const int ShelfShift = 16;
    private const int ShelfPlaces = 1 << ShelfShift;
    private const int Nowhere = -1;

    private readonly IStatePool _pool;
    private readonly IStateFile _file;
    private readonly StateWalk _walk;
    private readonly List<nint> _blocks = [];

    // By place: the slot, or 0 for a state that is in the file only. In shelves, so that it grows without a copy.
    private readonly List<int[]> _slotOf = [];

    // By slot; slot 0 is none.
    private readonly List<int> _placeOf = [0];
    private readonly Stack<int> _free = new();
    private byte[] _isUsed = [];
    private int _nextSlot = 1;
    private int _hand;
    private int _last;
    private int _beforeLast;

    public StateCache(IStateStore store)
    {
        _pool = store.OpenPool(BlockStates * Unsafe.SizeOf<AccountState>());
        _file = store.OpenFile(StateFileLayout.RecordBytes);
        _walk = new StateWalk(_file);
    }

    /// <summary>Bytes of states in memory, and of what finds them.</summary>
    public long Bytes =>
        ((long)_blocks.Count * BlockStates * Unsafe.SizeOf<AccountState>())
        + ((long)_slotOf.Count * ShelfPlaces * sizeof(int)) + ((long)_isUsed.Length * (1 + sizeof(int)));

    /// <summary>
    /// A state, brought if need be. The reference is good until two other states have been asked for.
    /// </summary>
    public ref AccountState this[int place]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            var slot = _slotOf[place >> ShelfShift][place & (ShelfPlaces - 1)];
            if (slot == 0)
            {
                slot = Bring(place);
            }

            if (slot != _last)
            {
                (_beforeLast, _last) = (_last, slot);
                _isUsed[slot] = 1;
            }

            return ref At(slot);
        }
    }

    /// <summary>A state for those who look at many and change none: it does not come into memory for it. Good until the
    /// next state is asked for.</summary>
    public ref readonly AccountState Peek(int place)
    {
        var slot = _slotOf[place >> ShelfShift][place & (ShelfPlaces - 1)];
        if (slot != 0)
        {
            return ref At(slot);
        }

        return ref _walk.Read(place);
    }

    /// <summary>Starts to bring or to load a state that is asked for soon.</summary>
    public void Expect(int place)
    {
        var slot = _slotOf[place >> ShelfShift][place & (ShelfPlaces - 1)];
        if (slot == 0)
        {
            _file.Expect(place);
        }
        else
        {
            Prefetch.First(ref At(slot));
        }
    }

    /// <summary>Makes the next place, with an empty state.</summary>
    /// <exception cref="IOException">There is no room for it; nothing has changed.</exception>
    public void AddPlace(int place)
    {
        if (place >> ShelfShift == _slotOf.Count)
        {
            _file.Reserve(place + (long)ShelfPlaces);
            _slotOf.Add(new int[ShelfPlaces]);
        }

        var slot = TakeSlot();
        At(slot) = default;
        Settle(slot, place);
    }

    /// <summary>
    /// Returns memory that is wanted elsewhere. To be called only where no reference to a state is held.
    /// </summary>
    public void ReturnWhatIsWanted()
    {
        while (_blocks.Count > 1 && _pool.MustReturn)
        {
            ReturnLastBlock();
        }
    }

    /// <summary>Forgets all: the memory is about to be taken away.</summary>
    public void Close()
    {
        _slotOf.Clear();
        _blocks.Clear();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int Bring(int place)
    {
        var slot = TakeSlot();
        _free.Push(slot);
        _file.Read(place, Raw(ref At(slot)));
        _free.Pop();
        Settle(slot, place);
        return slot;
    }

    private void Settle(int slot, int place)
    {
        _placeOf[slot] = place;
        _slotOf[place >> ShelfShift][place & (ShelfPlaces - 1)] = slot;
        _isUsed[slot] = 0;
    }

    /// <summary>A slot that holds nothing.</summary>
    private int TakeSlot()
    {
        if (_free.TryPop(out var slot))
        {
            return slot;
        }

        if (_nextSlot >= _blocks.Count << BlockShift && !TryGrow())
        {
            slot = FindVictim();
            WriteBack(slot);
            return slot;
        }

        _placeOf.Add(Nowhere);
        return _nextSlot++;
    }

    private bool TryGrow()
    {
        var block = _pool.TryTake();
        if (block == 0)
        {
            return false;
        }

        _blocks.Add(block);
        if (_isUsed.Length < _blocks.Count << BlockShift)
        {
            Array.Resize(ref _isUsed, Math.Max(_blocks.Count, _isUsed.Length >> (BlockShift - 1)) << BlockShift);
        }

        return true;
    }

    private int FindVictim()
    {
        while (true)
        {
            _hand = _hand + 1 < _nextSlot ? _hand + 1 : 1;
            if (_isUsed[_hand] != 0)
            {
                _isUsed[_hand] = 0;
            }
            else if (_hand != _last && _hand != _beforeLast)
            {
                return _hand;
            }
        }
    }

    private void WriteBack(int slot)
    {
        var place = _placeOf[slot];
        if (place == Nowhere)
        {
            return;
        }

        _file.Write(place, Raw(ref At(slot)));
        _walk.Forget(place);
        _slotOf[place >> ShelfShift][place & (ShelfPlaces - 1)] = 0;
        _placeOf[slot] = Nowhere;
    }

    private void ReturnLastBlock()
    {
        var first = (_blocks.Count - 1) << BlockShift;
        for (var slot = first; slot < _nextSlot; slot++)
        {
            WriteBack(slot);
        }

        _placeOf.RemoveRange(first, _nextSlot - first);
        _nextSlot = first;
        (_hand, _last, _beforeLast) = (0, 0, 0);
        _pool.Return(_blocks[^1]);
        _blocks.RemoveAt(_blocks.Count - 1);

        // What a failed read had left free may have gone with the block.
        var free = _free.Where(slot => slot < first).ToArray();
        _free.Clear();
        foreach (var slot in free)
        {
            _free.Push(slot);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref AccountState At(int slot) =>
        ref ((AccountState*)_blocks[slot >> BlockShift])[slot & (BlockStates - 1)];

    private static Span<byte> Raw(ref AccountState state) =>
        MemoryMarshal.AsBytes(new Span<AccountState>(ref state));
}
