using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ScrapeGuard.Actions.Storing;

namespace ScrapeGuard.Actions.Audit;

/// <summary>
/// A hash chain over changes of state (S. Haber and W. S. Stornetta 1991): <c>h(n) = SHA-256(h(n-1) || e(n))</c>, so
/// that no entry can be changed, left out or put in without every later hash becoming wrong.
/// </summary>
/// <remarks>
/// The bytes e(n) of an entry: version (1), then sequence and time as 64 bits, big-endian, then the texts actor, what,
/// why, account, case, effect, kind, from, to and cause, each as its length in 32 bits, big-endian, and its UTF-8; the
/// length of a missing one is -1. So no two entries have the same bytes.
/// </remarks>
public static class AuditChain
{
    /// <summary>The hash before the first entry.</summary>
    public static readonly string Genesis = new('0', 2 * SHA256.HashSizeInBytes);

    private const byte Version = 1;

    /// <summary>Puts a change at the end of a chain.</summary>
    public static AuditEntry Append(AuditHead head, AuditFact fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        return new AuditEntry(head.Sequence + 1, fact, HashOf(head.Hash, head.Sequence + 1, fact));
    }

    /// <summary>The hash of a change in a place, after an entry with a hash of 64 hexadecimal digits.</summary>
    public static string HashOf(string previous, long sequence, AuditFact fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        var bytes = new ArrayBufferWriter<byte>(512);
        bytes.Write(Convert.FromHexString(previous));
        bytes.Write([Version]);
        Write(bytes, sequence);
        Write(bytes, fact.TimeMicros);
        ReadOnlySpan<string?> texts =
        [
            fact.Actor, fact.What, fact.Why, fact.Account, fact.Case, fact.Effect, fact.Kind, fact.From, fact.To,
            fact.Cause,
        ];
        foreach (var text in texts)
        {
            Write(bytes, text);
        }

        return Convert.ToHexStringLower(SHA256.HashData(bytes.WrittenSpan));
    }

    private static void Write(ArrayBufferWriter<byte> bytes, long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(bytes.GetSpan(sizeof(long)), value);
        bytes.Advance(sizeof(long));
    }

    private static void Write(ArrayBufferWriter<byte> bytes, string? text)
    {
        var length = text is null ? -1 : Encoding.UTF8.GetByteCount(text);
        BinaryPrimitives.WriteInt32BigEndian(bytes.GetSpan(sizeof(int)), length);
        bytes.Advance(sizeof(int));
        if (text is not null)
        {
            Encoding.UTF8.GetBytes(text, bytes);
        }
    }
}
