namespace ScrapeGuard.Captures;

/// <summary>Values of hexadecimal digits.</summary>
internal static class HexDigits
{
    /// <summary>0 to 15; -1 when the byte is no hexadecimal digit.</summary>
    public static int Value(byte digit) => digit switch
    {
        >= (byte)'0' and <= (byte)'9' => digit - '0',
        >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => digit - 'A' + 10,
        _ => -1,
    };
}
