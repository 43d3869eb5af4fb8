using System.Buffers.Text;

namespace ScrapeGuard.Captures;

/// <summary>Whole numbers as texts.</summary>
internal static class WholeNumber
{
    /// <summary>Parses a whole text: an optional minus and digits that fit 64 bits.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out long value) =>
        Utf8Parser.TryParse(text, out value, out var read) && read == text.Length;
}
