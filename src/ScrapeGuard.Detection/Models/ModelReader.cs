using System.Buffers.Binary;
using System.Text;

namespace ScrapeGuard.Detection.Models;

/// <summary>
/// Takes numbers off the front of a file. Past the end every read gives zero and <see cref="Failed"/> stays set, so a
/// decoder may read a group and check once; no read allocates more than the bytes that are there.
/// </summary>
internal ref struct ModelReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public bool Failed { get; private set; }

    public readonly bool AtEnd => _rest.IsEmpty && !Failed;

    public ReadOnlySpan<byte> Bytes(long count)
    {
        if (Failed || count > _rest.Length)
        {
            Failed = true;
            return default;
        }
        var taken = _rest[..(int)count];
        _rest = _rest[(int)count..];
        return taken;
    }

    public byte Byte() => Bytes(1) is [var value] ? value : (byte)0;

    public ushort UInt16() => BinaryPrimitives.TryReadUInt16LittleEndian(Bytes(2), out var value) ? value : (ushort)0;

    public uint UInt32() => BinaryPrimitives.TryReadUInt32LittleEndian(Bytes(4), out var value) ? value : 0;

    public ulong UInt64() => BinaryPrimitives.TryReadUInt64LittleEndian(Bytes(8), out var value) ? value : 0;

    public float Single() => BitConverter.UInt32BitsToSingle(UInt32());

    public double Double() => BitConverter.UInt64BitsToDouble(UInt64());

    public string String() => Encoding.UTF8.GetString(Bytes(UInt16()));

    /// <summary>Content of the next section; fails when it is another one.</summary>
    public ReadOnlySpan<byte> Section(uint id)
    {
        Failed |= UInt32() != id;
        return Bytes(UInt32());
    }
}
