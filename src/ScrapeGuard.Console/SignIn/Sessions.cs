using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using ScrapeGuard.Core.Time;

namespace ScrapeGuard.Console.SignIn;

/// <summary>
/// Browsers that are signed in. Only hashes of their tokens are kept, so what leaks from memory signs nobody in; and
/// looking one up by its hash tells nothing of how near a guess came. Any thread may call.
/// </summary>
internal sealed class Sessions(TimeSpan lasts, TimeProvider time)
{
    /// <summary>Most sessions; beyond it the one that ends first is ended.</summary>
    public const int Max = 1_000;

    private const int TokenBytes = 32;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Person> _sessions = new(StringComparer.Ordinal);

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _sessions.Count;
            }
        }
    }

    /// <summary>Signs a person in.</summary>
    /// <returns>The token for the cookie, and the person with the time at which it ends.</returns>
    public (string Token, Person Person) Begin(string name, Role role)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        var person = new Person(name, role, UnixMicros.Of(time.GetUtcNow() + lasts), true);
        lock (_gate)
        {
            Sweep();
            if (_sessions.Count >= Max)
            {
                _sessions.Remove(_sessions.MinBy(session => session.Value.ExpiresMicros).Key);
            }

            _sessions[HashOf(token)] = person;
        }

        return (token, person);
    }

    /// <summary>Who a token stands for; null: nobody, or no longer.</summary>
    public Person? Find(string token)
    {
        lock (_gate)
        {
            return token.Length <= HashedKey.MaxChars && _sessions.TryGetValue(HashOf(token), out var person)
                && person.ExpiresMicros > UnixMicros.Of(time.GetUtcNow())
                    ? person
                    : null;
        }
    }

    /// <summary>Signs out.</summary>
    public void End(string token)
    {
        lock (_gate)
        {
            _sessions.Remove(HashOf(token));
        }
    }

    private static string HashOf(string token) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private void Sweep()
    {
        var now = UnixMicros.Of(time.GetUtcNow());
        foreach (var over in _sessions.Where(session => session.Value.ExpiresMicros <= now)
            .Select(session => session.Key).ToList())
        {
            _sessions.Remove(over);
        }
    }
}
