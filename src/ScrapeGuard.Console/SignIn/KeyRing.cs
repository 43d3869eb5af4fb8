using System.Security.Cryptography;

namespace ScrapeGuard.Console.SignIn;

/// <summary>The keys of programs.</summary>
internal sealed class KeyRing(IReadOnlyList<HashedKey> keys)
{
    /// <summary>Whose a key is; null: nobody's. It takes as long whichever it is, and however near it comes.</summary>
    public HashedKey? Find(string key)
    {
        if (key.Length > HashedKey.MaxChars)
        {
            return null;
        }

        var hash = HashedKey.HashOf(key);
        HashedKey? found = null;
        foreach (var known in keys)
        {
            found = CryptographicOperations.FixedTimeEquals(hash, known.Hash.Span) ? known : found;
        }

        return found;
    }
}
