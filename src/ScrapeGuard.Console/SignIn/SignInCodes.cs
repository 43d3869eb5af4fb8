using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using ScrapeGuard.Core.Time;

namespace ScrapeGuard.Console.SignIn;

/// <summary>
/// Codes of links that sign in once: whoever reads the terminal on which one is printed may use it, and nobody after
/// them. Any thread may call.
/// </summary>
internal sealed class SignInCodes(TimeSpan lasts, TimeProvider time)
{
    private const int CodeBytes = 24;

    private readonly Lock _gate = new();
    private readonly List<(byte[] Hash, Role Role, long ExpiresMicros)> _codes = [];

    /// <summary>A new code.</summary>
    public string New(Role role)
    {
        var code = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(CodeBytes));
        lock (_gate)
        {
            _codes.Add((HashOf(code), role, UnixMicros.Of(time.GetUtcNow() + lasts)));
        }

        return code;
    }

    /// <summary>Uses a code up; null: it is none, is used up, or is too old.</summary>
    public Role? Use(string code)
    {
        if (code.Length > HashedKey.MaxChars)
        {
            return null;
        }

        var hash = HashOf(code);
        lock (_gate)
        {
            var found = -1;
            for (var i = 0; i < _codes.Count; i++)
            {
                found = CryptographicOperations.FixedTimeEquals(hash, _codes[i].Hash) ? i : found;
            }

            if (found < 0)
            {
                return null;
            }

            var (_, role, expires) = _codes[found];
            _codes.RemoveAt(found);
            return expires > UnixMicros.Of(time.GetUtcNow()) ? role : null;
        }
    }

    private static byte[] HashOf(string code) => SHA256.HashData(Encoding.UTF8.GetBytes(code));
}
