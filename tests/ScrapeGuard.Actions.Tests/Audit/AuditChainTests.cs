using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ScrapeGuard.Actions.Audit;
using ScrapeGuard.Actions.Storing;

namespace ScrapeGuard.Actions.Tests.Audit;

[TestFixture]
public sealed class AuditChainTests
{
    private static readonly AuditFact Fact = new()
    {
        TimeMicros = 1_700_000_000_000_001,
        Actor = "scrapeguard",
        What = "effect.done",
        Why = "took audio of 1,000 tracks",
        Account = "mallory ✓",
        Case = "c1",
        Effect = "e1",
        Kind = "suspend",
        From = "inflight",
        To = "done",
        Cause = "d1",
    };

    [Test]
    public void HashOf_AnEntry_IsThatOfTheDocumentedBytes()
    {
        using var bytes = new MemoryStream();
        bytes.Write(new byte[32]);
        bytes.WriteByte(1);
        bytes.Write(Big(1));
        bytes.Write(Big(Fact.TimeMicros));
        foreach (var text in new[]
        {
            "scrapeguard", "effect.done", "took audio of 1,000 tracks", "mallory ✓", "c1", "e1", "suspend", "inflight",
            "done", null,
        })
        {
            var length = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(length, text is null ? -1 : Encoding.UTF8.GetByteCount(text));
            bytes.Write(length);
            bytes.Write(Encoding.UTF8.GetBytes(text ?? ""));
        }

        var hash = AuditChain.HashOf(AuditChain.Genesis, 1, Fact with { Cause = null });

        hash.Should().Be(Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray())));
    }

    [Test]
    public void HashOf_AnyOneMemberChanged_IsAnother()
    {
        AuditFact[] facts =
        [
            Fact, Fact with { TimeMicros = 5 }, Fact with { Actor = "x" }, Fact with { What = "x" },
            Fact with { Why = "x" }, Fact with { Account = "x" }, Fact with { Account = null },
            Fact with { Account = "" }, Fact with { Case = "x" }, Fact with { Effect = "x" }, Fact with { Kind = "x" },
            Fact with { From = "x" }, Fact with { To = "x" }, Fact with { Cause = "x" },

            // The same letters, cut elsewhere.
            Fact with { From = "inflightd", To = "one" },
        ];

        var hashes = facts.Select(fact => AuditChain.HashOf(AuditChain.Genesis, 1, fact))
            .Append(AuditChain.HashOf(AuditChain.Genesis, 2, Fact))
            .Append(AuditChain.HashOf(new string('1', 64), 1, Fact));

        hashes.Should().OnlyHaveUniqueItems();
    }

    private static byte[] Big(long value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        return bytes;
    }
}
