using System.Buffers.Text;

namespace ScrapeGuard.Simulation.Traffic;

/// <summary>Writes the pieces of a line into a span that is known to be long enough.</summary>
internal ref struct LineCursor(Span<byte> buffer)
{
    private const string Base36 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private readonly Span<byte> _buffer = buffer;

    public int Length { get; private set; }

    public void Text(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_buffer[Length..]);
        Length += text.Length;
    }

    public void Number(long value)
    {
        Utf8Formatter.TryFormat(value, _buffer[Length..], out var written);
        Length += written;
    }

    /// <summary>Decimal with leading zeros.</summary>
    public void Padded(uint value, int digits) => Digits(value, digits, 10);

    public void Hex(ulong value, int digits)
    {
        for (var at = Length + digits - 1; at >= Length; at--, value >>= 4)
        {
            _buffer[at] = "0123456789abcdef"u8[(int)(value & 15)];
        }

        Length += digits;
    }

    /// <summary>Digits 0 to 9 and A to Z, with leading zeros.</summary>
    public void Alphanumeric(uint value, int digits) => Digits(value, digits, Base36.Length);

    /// <summary>Unquoted <c>yyyy-MM-ddTHH:mm:ss.fffZ</c>.</summary>
    public void Time(long unixMs)
    {
        const long DayMs = 86_400_000;
        var days = Math.DivRem(unixMs, DayMs, out var rest);
        Date((int)(days + (DateTime.UnixEpoch.Ticks / TimeSpan.TicksPerDay)));
        var ms = (uint)rest;
        Text("T"u8);
        Padded(ms / 3_600_000, 2);
        Text(":"u8);
        Padded(ms / 60_000 % 60, 2);
        Text(":"u8);
        Padded(ms / 1_000 % 60, 2);
        Text("."u8);
        Padded(ms % 1_000, 3);
        Text("Z"u8);
    }

    /// <summary>Unquoted <c>yyyy-MM-dd</c> of a day counted from 0001-01-01.</summary>
    public void Date(int dayNumber)
    {
        var (year, month, day) = DateOnly.FromDayNumber(dayNumber);
        Padded((uint)year, 4);
        Text("-"u8);
        Padded((uint)month, 2);
        Text("-"u8);
        Padded((uint)day, 2);
    }

    /// <summary>Unquoted dotted IPv4 address.</summary>
    public void Address(uint ip)
    {
        for (var shift = 24; shift >= 0; shift -= 8)
        {
            Number((ip >> shift) & 255);
            if (shift > 0)
            {
                Text("."u8);
            }
        }
    }

    private void Digits(uint value, int digits, int radix)
    {
        for (var at = Length + digits - 1; at >= Length; at--, value /= (uint)radix)
        {
            _buffer[at] = (byte)Base36[(int)(value % (uint)radix)];
        }

        Length += digits;
    }
}
