using System.Security.Cryptography;
using System.Text;

namespace ScrapeGuard.Console.SignIn;

/// <summary>
/// A key of a program, as settings keep it: its hash only. A key has 256 bits of chance in it, so a plain SHA-256 of it
/// cannot be searched for; what people think up would need more than that, and is no key.
/// </summary>
/// <param name="Name">Whose it is; stands in the audit.</param>
/// <param name="Role">What it may do.</param>
/// <param name="Hash">SHA-256 of the key's text.</param>
public sealed record HashedKey(string Name, Role Role, ReadOnlyMemory<byte> Hash)
{
    /// <summary>Longest key, in characters.</summary>
    public const int MaxChars = 128;

    private const string Prefix = "sha256:";
    private const string KeyPrefix = "sgk_";
    private const int KeyBytes = 32;

    /// <summary>What a hash must be, to say of one that is not.</summary>
    public static string Allowed => $"must be {Prefix} and 64 hexadecimal digits, as 'scrapeguard console key' prints";

    /// <summary>A new key.</summary>
    public static string NewKey() =>
        KeyPrefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyBytes));

    /// <summary>The text that settings have for a key.</summary>
    public static string TextOf(string key) => Prefix + Convert.ToHexStringLower(HashOf(key));

    /// <summary>Reads such a text; null when it is none.</summary>
    public static byte[]? Parse(string text)
    {
        var digits = text.StartsWith(Prefix, StringComparison.Ordinal) ? text.AsSpan(Prefix.Length) : default;
        return digits.Length == 2 * SHA256.HashSizeInBytes && !digits.ContainsAnyExcept("0123456789abcdefABCDEF")
            ? Convert.FromHexString(digits)
            : null;
    }

    internal static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
