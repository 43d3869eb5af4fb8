namespace ScrapeGuard.Captures;

/// <summary>
/// Tells pages from the assets that a browser fetches to show them. An asset is a path that ends in <c>.css .js .mjs
/// .map .png .jpg .jpeg .gif .ico .svg .webp .avif .bmp .woff .woff2 .ttf .otf .eot</c>, in any case; everything else
/// is a page.
/// </summary>
internal static class PageAssets
{
    private const int LongestExtensionBytes = 5;

    /// <summary>True for the path, without its query string, of an asset.</summary>
    public static bool Contains(ReadOnlySpan<byte> path)
    {
        var dot = path.LastIndexOf((byte)'.');
        var extension = path[(dot + 1)..];
        if (dot < 0 || extension.Length is < 2 or > LongestExtensionBytes)
        {
            return false;
        }

        Span<byte> small = stackalloc byte[LongestExtensionBytes];
        for (var i = 0; i < extension.Length; i++)
        {
            small[i] = (byte)(extension[i] | 0x20);
        }

        ReadOnlySpan<byte> word = small[..extension.Length];
        return extension.Length switch
        {
            2 => word.SequenceEqual("js"u8),
            3 => IsShort(word),
            4 => word.SequenceEqual("jpeg"u8) || word.SequenceEqual("webp"u8) || word.SequenceEqual("avif"u8)
                || word.SequenceEqual("woff"u8),
            _ => word[..4].SequenceEqual("woff"u8) && extension[4] == '2',
        };
    }

    private static bool IsShort(ReadOnlySpan<byte> word) =>
        word.SequenceEqual("css"u8) || word.SequenceEqual("png"u8) || word.SequenceEqual("ico"u8)
        || word.SequenceEqual("jpg"u8) || word.SequenceEqual("gif"u8) || word.SequenceEqual("svg"u8)
        || word.SequenceEqual("map"u8) || word.SequenceEqual("mjs"u8) || word.SequenceEqual("bmp"u8)
        || word.SequenceEqual("ttf"u8) || word.SequenceEqual("otf"u8) || word.SequenceEqual("eot"u8);
}
