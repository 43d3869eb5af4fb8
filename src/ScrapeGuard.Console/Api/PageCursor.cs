using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace ScrapeGuard.Console.Api;

/// <summary>
/// Where a page ended: the place of its last item, not a count of items, so that what is new in front of it moves
/// nothing out of the next page.
/// </summary>
/// <param name="Key">What the list is sorted by.</param>
/// <param name="Name">The item; decides where keys are the same.</param>
internal sealed record PageCursor(double Key, string Name)
{
    private const char Between = '|';

    /// <summary>Reads what <see cref="ToString"/> wrote; null when it did not.</summary>
    public static PageCursor? TryParse(string text)
    {
        if (!Base64Url.IsValid(text))
        {
            return null;
        }

        var plain = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text));
        var end = plain.IndexOf(Between, StringComparison.Ordinal);
        return end > 0 && double.TryParse(
            plain.AsSpan(0, end), NumberStyles.Float, CultureInfo.InvariantCulture, out var key) && !double.IsNaN(key)
                ? new PageCursor(key, plain[(end + 1)..])
                : null;
    }

    public override string ToString() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(
        Key.ToString("R", CultureInfo.InvariantCulture) + Between + Name));
}
