using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ScrapeGuard.Core.Events.Json;

/// <summary>
/// Reads the plain shape of an event in one pass over the bytes:
/// <code>
/// object = "{" member *( "," member ) "}"
/// member = string ":" ( string / digits / tracks )
/// tracks = "[" [ string *( "," string ) ] "]"
/// string = quote *( any byte from 0x20 on but quote and backslash ) quote
/// </code>
/// with single spaces allowed behind ":" and ",". What has another shape is left to <see cref="ThoroughReader"/>.
/// </summary>
/// <remarks>
/// <para>The span goes on for <see cref="AccessEventDecoder.PaddingBytes"/> behind the line, so that words and vectors
/// may be loaded at every place of the line without a check. A place only ever moves forward, each value must end
/// within the line, and the closing brace must be the line's last byte: so what lies behind the line is looked at but
/// never believed. A member that starts behind the line is refused at its end, at most 53 bytes further on.</para>
/// <para>Places are passed and returned, not kept in a field, so that they stay in a register; keys are told apart by
/// branches with constant lengths, so that the processor runs ahead to the next value instead of waiting for this
/// one.</para>
/// </remarks>
internal readonly ref struct QuickReader
{
    private const byte Quote = (byte)'"';
    private const int Refused = -1;
    private const int MaxDigits = 18;

    private readonly ref byte _start;
    private readonly int _length;

    private QuickReader(ReadOnlySpan<byte> padded, int length)
    {
        _start = ref MemoryMarshal.GetReference(padded);
        _length = length;
    }

    /// <summary>Reads a line. False when it has not the plain shape; then the batch is as it was.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool TryRead(ReadOnlySpan<byte> padded, int length, EventBatch batch, out DecodeError error)
    {
        error = DecodeError.None;
        var reader = new QuickReader(padded, length);
        if (!reader.IsPlain())
        {
            return false;
        }

        var assembler = new EventAssembler(batch);
        if (!reader.TryReadMembers(ref assembler))
        {
            // A wrong value is left to the thorough reader too, which names the reason.
            assembler.ClearTracks();
            return false;
        }

        error = assembler.Finish();
        return true;
    }

    /// <summary>
    /// True when no byte of the line is a backslash or a control character. A line shorter than a vector is no event.
    /// </summary>
    private bool IsPlain()
    {
        if (_length < Vector256<byte>.Count)
        {
            return false;
        }

        // The last vector overlaps the one before it and ends with the line.
        var last = _length - Vector256<byte>.Count;
        var found = Special(last);
        for (var position = 0; position < last; position += Vector256<byte>.Count)
        {
            found |= Special(position);
        }

        return found == Vector256<byte>.Zero;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<byte> Special(int position)
    {
        var bytes = Vector256.LoadUnsafe(ref _start, (nuint)position);
        return Vector256.Equals(bytes, Vector256.Create((byte)'\\'))
            | Vector256.Equals(bytes, Vector256.Min(bytes, Vector256.Create((byte)0x1F)));
    }

    private bool TryReadMembers(ref EventAssembler assembler)
    {
        if (_start != '{')
        {
            return false;
        }

        var position = 1;
        while (true)
        {
            position = ReadMember(position, ref assembler);
            if ((uint)position >= (uint)_length)
            {
                return false;
            }

            var next = At(position++);
            if (next != ',')
            {
                return next == '}' && position == _length;
            }

            if (At(position) == ' ')
            {
                position++;
            }
        }
    }

    /// <summary>Reads key and value; the place behind the value, or <see cref="Refused"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int ReadMember(int position, ref EventAssembler assembler)
    {
        if (At(position++) != Quote)
        {
            return Refused;
        }

        var field = EventFields.FindAt(ref Unsafe.Add(ref _start, position), out var keyBytes);
        if (field == EventField.Unknown)
        {
            // A key that is none of ours, or not followed by a colon at once.
            keyBytes = FindQuote(position) - position;
            if (position + keyBytes >= _length || At(position + keyBytes + 1) != ':')
            {
                return Refused;
            }

            field = EventFields.Find(Slice(position, position + keyBytes));
        }

        position += keyBytes + 2;
        if (At(position) == ' ')
        {
            position++;
        }

        var next = At(position);
        return next == Quote ? ReadText(field, position + 1, ref assembler)
            : (uint)(next - '0') <= 9 ? ReadNumber(field, position, ref assembler)
            : next == '[' && field == EventField.Tracks ? ReadTracks(position + 1, ref assembler)
            : Refused;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int ReadText(EventField field, int position, ref EventAssembler assembler)
    {
        var end = FindQuote(position);
        return end < _length && assembler.SetText(field, Slice(position, end)) == DecodeError.None ? end + 1 : Refused;
    }

    private int ReadNumber(EventField field, int position, ref EventAssembler assembler)
    {
        var digits = DecimalDigits.Read(ref Unsafe.Add(ref _start, position), MaxDigits, out var value);

        // A leading zero, more digits, a fraction and an exponent are for the thorough reader.
        return (At(position) != '0' || digits == 1) && assembler.SetNumber(field, value) == DecodeError.None
            ? position + digits
            : Refused;
    }

    private int ReadTracks(int position, ref EventAssembler assembler)
    {
        assembler.ClearTracks();
        if (At(position) == ']')
        {
            return position + 1;
        }

        while (At(position++) == Quote)
        {
            var end = FindQuote(position);
            if (end >= _length || assembler.AddTrack(Slice(position, end)) != DecodeError.None)
            {
                return Refused;
            }

            position = end + 1;
            if (At(position) != ',')
            {
                return At(position) == ']' ? position + 1 : Refused;
            }

            position++;
            if (At(position) == ' ')
            {
                position++;
            }
        }

        return Refused;
    }

    /// <summary>
    /// The place of the first quote from a place on; the line's length or more when there is none in it.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int FindQuote(int position)
    {
        var mask = QuotesAt(ref _start, position);
        return mask != 0
            ? position + BitOperations.TrailingZeroCount(mask)
            : FindQuoteFurther(ref _start, _length, position);
    }

    /// <summary>Static, so that the reader itself is never in memory.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int FindQuoteFurther(ref byte start, int length, int position)
    {
        while ((position += Vector256<byte>.Count) < length)
        {
            var mask = QuotesAt(ref start, position);
            if (mask != 0)
            {
                return position + BitOperations.TrailingZeroCount(mask);
            }
        }

        return length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint QuotesAt(ref byte start, int position) =>
        Vector256.Equals(Vector256.LoadUnsafe(ref start, (nuint)position), Vector256.Create(Quote))
            .ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private byte At(int position) => Unsafe.Add(ref _start, position);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ReadOnlySpan<byte> Slice(int first, int end) =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref _start, first), end - first);
}
