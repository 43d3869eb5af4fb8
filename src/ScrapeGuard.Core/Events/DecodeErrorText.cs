namespace ScrapeGuard.Core.Events;

/// <summary>What each <see cref="DecodeError"/> says to a person.</summary>
public static class DecodeErrorText
{
    /// <summary>The number of values of <see cref="DecodeError"/>, <see cref="DecodeError.None"/> among them.</summary>
    public const int Count = 13;

    /// <summary>One short sentence, without the line's own content: that may be private.</summary>
    public static string Of(DecodeError error) => error switch
    {
        DecodeError.None => "no error",
        DecodeError.BadJson => "not a JSON object",
        DecodeError.MissingTime => "no time",
        DecodeError.BadTime => "time is not RFC 3339",
        DecodeError.MissingAccount => "no account",
        DecodeError.BadAccount => "account is empty, over 128 bytes or not UTF-8",
        DecodeError.MissingOperation => "no operation",
        DecodeError.WrongType => "a field has a value of the wrong type",
        DecodeError.OutOfRange => "a number is outside its range",
        DecodeError.BadTracks => "over 500 tracks, or a track over 128 bytes",
        DecodeError.BadId => "id is over 128 bytes",
        DecodeError.LineTooLong => "the line is over 64 KiB",
        DecodeError.BadFormat => "the line does not have the format's shape",
        _ => throw new ArgumentOutOfRangeException(nameof(error), error, message: null),
    };
}
