using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ScrapeGuard.Core.Events.Json;

/// <summary>
/// Reads the plain shape of an event in one pass over the bytes:
/// <code>
/// object = "{" [ member *( "," member ) ] "}"
/// member = string ":" ( string / digits / "true" / "false" / "null" / tracks )
/// tracks = "[" [ string *( "," string ) ] "]"
/// string = quote *( any byte from 0x20 on but quote and backslash ) quote
/// </code>
/// with single spaces allowed behind ":" and ",". What has another shape is left to <see cref="ThoroughReader"/>.
/// </summary>
/// <remarks>
/// The span goes on for <see cref="AccessEventDecoder.PaddingBytes"/> behind the line, so that vectors may be loaded at
/// every place of the line without a check; what they find behind the line's end is refused.
/// </remarks>
internal ref struct QuickReader
{
    private const byte Quote = (byte)'"';
    private const int MaxDigits = 18;

    private readonly ref byte _start;
    private readonly int _length;
    private int _position;

    private QuickReader(ReadOnlySpan<byte> padded, int length)
    {
        _start = ref MemoryMarshal.GetReference(padded);
        _length = length;
        _position = 0;
    }

    /// <summary>Reads a line. False when it has not the plain shape; then the batch is as it was.</summary>
    public static bool TryRead(ReadOnlySpan<byte> padded, int length, EventBatch batch, out DecodeError error)
    {
        var reader = new QuickReader(padded, length);
        var assembler = new EventAssembler(batch);
        error = DecodeError.None;
        if (!reader.Take((byte)'{') || !reader.TryReadMembers(ref assembler, ref error))
        {
            assembler.ClearTracks();
            return false;
        }

        error = error == DecodeError.None ? assembler.Finish() : assembler.Reject(error);
        return true;
    }

    private bool TryReadMembers(ref EventAssembler assembler, ref DecodeError error)
    {
        while (true)
        {
            if (!TryReadString(out var key) || !Take((byte)':'))
            {
                return false;
            }

            SkipSpace();
            var field = EventFields.Find(key);
            var next = Peek();
            var read = next == Quote ? TryReadText(field, ref assembler, ref error)
                : (uint)(next - '0') <= 9 ? TryReadNumber(field, ref assembler, ref error)
                : next == '[' && field == EventField.Tracks && TryReadTracks(ref assembler, ref error);
            if (!read || error != DecodeError.None)
            {
                // A wrong value is left to the thorough reader too: whether the rest is JSON at all decides the reason.
                return false;
            }

            if (Take((byte)','))
            {
                SkipSpace();
                continue;
            }

            return Take((byte)'}') && _position == _length;
        }
    }

    private bool TryReadText(EventField field, ref EventAssembler assembler, ref DecodeError error)
    {
        if (!TryReadString(out var text))
        {
            return false;
        }

        if (field != EventField.Unknown)
        {
            error = assembler.SetText(field, text);
        }

        return true;
    }

    private bool TryReadNumber(EventField field, ref EventAssembler assembler, ref DecodeError error)
    {
        long value = 0;
        var first = _position;
        uint digit;
        while ((digit = (uint)(Peek() - '0')) <= 9)
        {
            value = (value * 10) + digit;
            _position++;
            if (_position - first > MaxDigits)
            {
                return false;
            }
        }

        // A leading zero, a fraction and an exponent are for the thorough reader.
        if ((Unsafe.Add(ref _start, first) == '0' && _position - first > 1) || Peek() is not ((byte)',' or (byte)'}'))
        {
            return false;
        }

        error = assembler.SetNumber(field, value);
        return true;
    }

    private bool TryReadTracks(ref EventAssembler assembler, ref DecodeError error)
    {
        assembler.ClearTracks();
        _position++;
        if (Take((byte)']'))
        {
            return true;
        }

        while (TryReadString(out var track))
        {
            error = assembler.AddTrack(track);
            if (error != DecodeError.None)
            {
                return false;
            }

            if (!Take((byte)','))
            {
                return Take((byte)']');
            }

            SkipSpace();
        }

        return false;
    }

    /// <summary>Reads a string and its quotes; false for escapes, control characters, or no end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryReadString(out ReadOnlySpan<byte> text)
    {
        text = default;
        if (!Take(Quote))
        {
            return false;
        }

        var first = _position;
        while (true)
        {
            var vector = Vector256.LoadUnsafe(ref _start, (nuint)_position);
            var stops = Vector256.Equals(vector, Vector256.Create(Quote))
                | Vector256.Equals(vector, Vector256.Create((byte)'\\'))
                | Vector256.LessThan(vector, Vector256.Create((byte)0x20));
            var mask = stops.ExtractMostSignificantBits();
            if (mask == 0)
            {
                _position += Vector256<byte>.Count;
                if (_position >= _length)
                {
                    return false;
                }

                continue;
            }

            _position += BitOperations.TrailingZeroCount(mask);
            if (_position >= _length || Peek() != Quote)
            {
                return false;
            }

            text = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref _start, first), _position - first);
            _position++;
            return true;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly byte Peek() => Unsafe.Add(ref _start, _position);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Take(byte expected)
    {
        if (Peek() != expected || _position >= _length)
        {
            return false;
        }

        _position++;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void SkipSpace()
    {
        if (Peek() == ' ')
        {
            _position++;
        }
    }
}
