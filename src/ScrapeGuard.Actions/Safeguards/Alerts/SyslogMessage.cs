using System.Globalization;
using System.Text;
using ScrapeGuard.Actions.Safeguards.Ocsf;
using ScrapeGuard.Core.Time;

namespace ScrapeGuard.Actions.Safeguards.Alerts;

/// <summary>
/// A safeguard event as a message of syslog (RFC 5424, section 6) with a line of CEF for its text:
/// <code>"&lt;" PRI "&gt;1 " TIMESTAMP SP HOSTNAME SP APP-NAME SP PROCID SP MSGID SP "-" SP CEF</code>
/// Facility is log audit (13). No byte order mark stands before the text, for readers of CEF stumble over one; it is
/// UTF-8 all the same. Equal events from one process are equal bytes.
/// </summary>
public static class SyslogMessage
{
    private const int LogAudit = 13;
    private const int MaxHostChars = 255;
    private const int MaxIdChars = 32;
    private const int MaxProcessChars = 128;
    private const string Nil = "-";

    /// <summary>One message, without a frame around it: a datagram of RFC 5426.</summary>
    /// <param name="told">The event.</param>
    /// <param name="options">Who tells it.</param>
    /// <param name="host">The machine's name.</param>
    /// <param name="process">The process's id.</param>
    public static byte[] ToBytes(SafeguardEvent told, SafeguardOptions options, string host, string process)
    {
        ArgumentNullException.ThrowIfNull(told);
        var priority = (LogAudit * 8) + Severity(FindingSeverity.Of(told));
        return Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $"<{priority}>1 {Rfc3339.Format(told.TimeMicros)} {Word(host, MaxHostChars)} scrapeguard ")
            + $"{Word(process, MaxProcessChars)} {Word(told.What, MaxIdChars)} {Nil} {CefAlert.Line(told, options)}");
    }

    /// <summary>The message in a frame for a stream: its length in bytes, a space, itself (RFC 6587, 3.4.1).</summary>
    public static byte[] Framed(ReadOnlySpan<byte> message)
    {
        var length = message.Length.ToString(CultureInfo.InvariantCulture);
        var framed = new byte[length.Length + 1 + message.Length];
        Encoding.ASCII.GetBytes(length, framed);
        framed[length.Length] = (byte)' ';
        message.CopyTo(framed.AsSpan(length.Length + 1));
        return framed;
    }

    // OCSF's 1 (informational) to 5 (critical) as syslog's 6 (informational) to 2 (critical).
    private static int Severity(Named severity) => 7 - severity.Id;

    // PRINTUSASCII, at most so many; nothing that would end the field.
    private static string Word(string text, int most)
    {
        var word = new string([.. text.Where(letter => letter is > ' ' and < (char)127).Take(most)]);
        return word.Length > 0 ? word : Nil;
    }
}
