using System.Runtime.InteropServices;
using ScrapeGuard.Engine.Accounts;

namespace ScrapeGuard.Engine.Tests.Accounts;

/// <summary>
/// Files that are arrays, and memory whose amount a test says, a block at a time: the oracle of a store. Counts what is
/// asked of it.
/// </summary>
internal sealed class ArrayStateStore : IStateStore
{
    private readonly List<GCHandle> _pinned = [];

    /// <summary>Blocks that each share may have.</summary>
    public int Blocks { get; set; } = 1;

    /// <summary>Reads of states and names.</summary>
    public int Reads { get; private set; }

    public int Writes { get; private set; }

    public int Expected { get; private set; }

    /// <summary>Bytes that were announced to be taken elsewhere.</summary>
    public long RoomMade { get; private set; }

    /// <summary>What the next read or reservation fails with; null: it does not.</summary>
    public IOException? Failure { get; set; }

    public IStateFile OpenFile(int recordBytes) => new ArrayFile(this, recordBytes);

    public IStatePool OpenPool(int blockBytes) => new ArrayPool(this, blockBytes);

    public void MakeRoom(long bytes) => RoomMade += bytes;

    public void Dispose()
    {
        _pinned.ForEach(handle => handle.Free());
        _pinned.Clear();
    }

    private void Fail()
    {
        if (Failure is { } failure)
        {
            Failure = null;
            throw failure;
        }
    }

    private sealed class ArrayFile(ArrayStateStore store, int recordBytes) : IStateFile
    {
        private byte[] _bytes = [];

        public void Reserve(long records)
        {
            store.Fail();
            Array.Resize(ref _bytes, (int)Math.Max(_bytes.Length, records * recordBytes));
        }

        public void Read(long record, Span<byte> into)
        {
            store.Reads++;
            store.Fail();
            into.Clear();
            var from = _bytes.AsSpan((int)(record * recordBytes));
            from[..Math.Min(into.Length, from.Length)].CopyTo(into);
        }

        public void Write(long record, ReadOnlySpan<byte> from)
        {
            store.Writes++;
            from.CopyTo(_bytes.AsSpan((int)(record * recordBytes)));
        }

        public void Expect(long record) => store.Expected++;
    }

    private sealed class ArrayPool(ArrayStateStore store, int blockBytes) : IStatePool
    {
        private readonly Stack<byte[]> _blocks = new();

        public bool MustReturn => _blocks.Count > store.Blocks;

        public nint TryTake()
        {
            if (_blocks.Count >= Math.Max(1, store.Blocks))
            {
                return 0;
            }

            var block = GC.AllocateUninitializedArray<byte>(blockBytes);

            // Whoever relies on what was there before is to notice.
            block.AsSpan().Fill(0xAB);
            _blocks.Push(block);
            var pin = GCHandle.Alloc(block, GCHandleType.Pinned);
            store._pinned.Add(pin);
            return pin.AddrOfPinnedObject();
        }

        public void Return(nint block)
        {
            var gone = _blocks.Pop();
            Marshal.UnsafeAddrOfPinnedArrayElement(gone, 0).Should().Be(block, "the last block is returned first");
            gone.AsSpan().Fill(0xCD);
        }
    }
}
