using System.Runtime.InteropServices;

namespace ScrapeGuard.Engine.Checkpoints;

/// <summary>Writes entries one after the other into chunks of bounded size.</summary>
/// <param name="chunkBytes">Size from which a chunk is full; the last entry may reach beyond it.</param>
/// <param name="taken">Takes each chunk.</param>
internal sealed class ChunkWriter(int chunkBytes, Action<byte[]> taken)
{
    private readonly byte[] _buffer = new byte[chunkBytes + CheckpointFormat.MaxEntryBytes];
    private int _used;

    /// <summary>Bytes handed out.</summary>
    public long Bytes { get; private set; }

    /// <summary>Begins an entry.</summary>
    public void Begin(byte type)
    {
        if (_used >= chunkBytes)
        {
            End();
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
            taken(_buffer.AsSpan(0, _used).ToArray());
            _used = 0;
        }
    }
}
