using System.Runtime.InteropServices;

namespace ScrapeGuard.Engine.Checkpoints;

/// <summary>
/// Writes entries one after the other into chunks of bounded size. All but the last are the same array, again and
/// again, with zeros behind the last entry: new arrays of this size would fill the heap of large objects.
/// </summary>
/// <param name="chunkBytes">Size from which a chunk is full; the last entry may reach beyond it.</param>
internal sealed class ChunkWriter(int chunkBytes)
{
    private readonly byte[] _buffer = new byte[chunkBytes + CheckpointFormat.MaxEntryBytes];
    private Action<byte[]>? _taken;
    private int _used;

    /// <summary>Bytes handed out since the start.</summary>
    public long Bytes { get; private set; }

    /// <summary>Begins with a new receiver.</summary>
    /// <param name="taken">Takes each chunk, which is good during the call only.</param>
    public void Start(Action<byte[]> taken)
    {
        _taken = taken;
        _used = 0;
        Bytes = 0;
    }

    /// <summary>Begins an entry.</summary>
    public void Begin(byte type)
    {
        if (_used >= chunkBytes)
        {
            _buffer.AsSpan(_used).Clear();
            Bytes += _used;
            _used = 0;
            _taken!(_buffer);
        }

        _buffer[_used++] = type;
    }

    /// <summary>Adds to the entry begun.</summary>
    public void Write<T>(in T value)
        where T : unmanaged => Write(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)));

    /// <summary>Adds to the entry begun.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_buffer.AsSpan(_used));
        _used += bytes.Length;
    }

    /// <summary>Hands out what is left.</summary>
    public void End()
    {
        if (_used > 0)
        {
            Bytes += _used;
            _taken!(_buffer.AsSpan(0, _used).ToArray());
            _used = 0;
        }

        _taken = null;
    }
}
