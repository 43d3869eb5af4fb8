using System.Globalization;
using System.Text;

namespace ScrapeGuard.Actions.Safeguards.CloudEvents;

/// <summary>
/// An account's name as CloudEvents' <c>subject</c>. Strings of CloudEvents hold no control characters, no lone
/// surrogates and no code points that are none (spec 1.0, Type System); accounts may. Those, and the percent sign, are
/// percent-encoded as UTF-8, so that two accounts never share a subject; percent-decoding gives the name back.
/// </summary>
public static class CloudEventSubject
{
    public static string Of(string account)
    {
        var clean = true;
        foreach (var rune in account.EnumerateRunes())
        {
            clean &= rune.Value != '%' && !Disallowed(rune);
        }

        return clean && IsWellFormed(account) ? account : Encode(account);
    }

    private static string Encode(string account)
    {
        var subject = new StringBuilder(account.Length + 16);
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var rune in account.EnumerateRunes())
        {
            if (rune.Value != '%' && !Disallowed(rune))
            {
                subject.Append(rune);
                continue;
            }

            foreach (var octet in utf8[..rune.EncodeToUtf8(utf8)])
            {
                subject.Append(CultureInfo.InvariantCulture, $"%{octet:X2}");
            }
        }

        return subject.ToString();
    }

    // A lone surrogate enumerates as U+FFFD: the text is then not the sum of its runes.
    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[++i])))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Disallowed(Rune rune) =>
        rune.Value is < 0x20 or (>= 0x7F and <= 0x9F) or (>= 0xFDD0 and <= 0xFDEF) || (rune.Value & 0xFFFE) == 0xFFFE;
}
