using System.Globalization;

namespace ScrapeGuard.Captures;

/// <summary>
/// How a foreign capture writes times: <c>rfc3339</c>, <c>epoch-seconds</c> (a fraction may follow),
/// <c>epoch-millis</c>,
/// <c>epoch-micros</c>, or a custom format of .NET such as <c>dd/MMM/yyyy:HH:mm:ss zzz</c>
/// (https://learn.microsoft.com/dotnet/standard/base-types/custom-date-and-time-format-strings). Where a custom format
/// names no offset, the time is UTC.
/// </summary>
public sealed class TimeFormat
{
    private const int MaxCustomBytes = 64;
    private const int FractionDigits = 6;

    /// <summary>The year 9999: later times are no times but numbers of another unit.</summary>
    private const double MaxMicros = 253_402_300_799e6;

    private readonly long _unitMicros;
    private readonly string? _custom;

    private TimeFormat(long unitMicros, string? custom)
    {
        _unitMicros = unitMicros;
        _custom = custom;
    }

    /// <summary>RFC 3339.</summary>
    public static TimeFormat Rfc3339 { get; } = new(0, custom: null);

    /// <summary>
    /// Parses a format's name. Null when it is no word of ours and no format of .NET that can be read back.
    /// </summary>
    public static TimeFormat? Parse(string text) => text switch
    {
        "rfc3339" => Rfc3339,
        "epoch-seconds" => new TimeFormat(1_000_000, custom: null),
        "epoch-millis" => new TimeFormat(1_000, custom: null),
        "epoch-micros" => new TimeFormat(1, custom: null),
        _ => IsUsable(text) ? new TimeFormat(0, text) : null,
    };

    /// <summary>Parses a time to microseconds since 1970.</summary>
    public bool TryParse(ReadOnlySpan<byte> text, out long micros)
    {
        if (_custom is not null)
        {
            return TryParseCustom(text, out micros);
        }

        return _unitMicros == 0 ? Core.Time.Rfc3339.TryParse(text, out micros) : TryParseEpoch(text, out micros);
    }

    private static bool IsUsable(string format)
    {
        // A format that lacks the day would read every time as one of 0001-01-01.
        if (!format.Contains('y', StringComparison.Ordinal) || !format.Contains('M', StringComparison.Ordinal)
            || !format.Contains('d', StringComparison.Ordinal) || format.Length < 3)
        {
            return false;
        }

        var sample = new DateTimeOffset(2015, 5, 17, 22, 5, 3, TimeSpan.Zero);
        try
        {
            var text = sample.ToString(format, CultureInfo.InvariantCulture);
            return text.Length <= MaxCustomBytes
                && DateTimeOffset.TryParseExact(text, format, CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal, out var back)
                && back.Date == sample.Date;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private bool TryParseCustom(ReadOnlySpan<byte> text, out long micros)
    {
        micros = 0;
        if (text.Length is 0 or > MaxCustomBytes)
        {
            return false;
        }

        Span<char> chars = stackalloc char[MaxCustomBytes];
        for (var i = 0; i < text.Length; i++)
        {
            chars[i] = (char)text[i];
        }

        if (!DateTimeOffset.TryParseExact(chars[..text.Length], _custom, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal, out var time))
        {
            return false;
        }

        micros = (time.UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
        return true;
    }

    private bool TryParseEpoch(ReadOnlySpan<byte> text, out long micros)
    {
        micros = 0;
        var dot = text.IndexOf((byte)'.');
        var whole = dot < 0 ? text : text[..dot];
        if (!WholeNumber.TryParse(whole, out var units) || Math.Abs((double)units * _unitMicros) > MaxMicros)
        {
            return false;
        }

        long fraction = 0;
        var scale = _unitMicros;
        for (var i = 0; dot >= 0 && i < text.Length - dot - 1; i++)
        {
            var digit = (uint)(text[dot + 1 + i] - '0');
            if (digit > 9)
            {
                return false;
            }

            scale = i < FractionDigits ? scale / 10 : 0;
            fraction += digit * scale;
        }

        micros = (units * _unitMicros) + (text[0] == '-' ? -fraction : fraction);
        return true;
    }
}
