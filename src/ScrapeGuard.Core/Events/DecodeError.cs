namespace ScrapeGuard.Core.Events;

/// <summary>Why a line is no access event. The value is stable: it stands in dead letters and metrics.</summary>
public enum DecodeError : byte
{
    None = 0,

    /// <summary>Not one JSON object, or not UTF-8.</summary>
    BadJson = 1,

    /// <summary>No <c>time</c>.</summary>
    MissingTime = 2,

    /// <summary><c>time</c> is not RFC 3339.</summary>
    BadTime = 3,

    /// <summary>No <c>account</c>.</summary>
    MissingAccount = 4,

    /// <summary><c>account</c> is empty, over 128 bytes or not UTF-8.</summary>
    BadAccount = 5,

    /// <summary>No <c>operation</c>.</summary>
    MissingOperation = 6,

    /// <summary>A field has a value of the wrong type.</summary>
    WrongType = 7,

    /// <summary>A number is outside its range.</summary>
    OutOfRange = 8,

    /// <summary>Over 500 tracks, or a track over 128 bytes.</summary>
    BadTracks = 9,

    /// <summary><c>id</c> is over 128 bytes.</summary>
    BadId = 10,

    /// <summary>The line is over 64 KiB.</summary>
    LineTooLong = 11,

    /// <summary>The line has not the shape of the capture's format.</summary>
    BadFormat = 12,
}
