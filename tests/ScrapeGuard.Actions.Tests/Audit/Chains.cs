using ScrapeGuard.Actions.Audit;
using ScrapeGuard.Actions.Storing;

namespace ScrapeGuard.Actions.Tests.Audit;

/// <summary>Chains of facts drawn by a seed.</summary>
internal static class Chains
{
    private static readonly string?[] Texts =
        [null, "", "a", "ab", "b", "effect.done", "scrapeguard", "müller", "😀"];

    public static List<AuditEntry> Draw(Random random, int length)
    {
        var chain = new List<AuditEntry>(length);
        var head = AuditHead.Empty;
        for (var i = 0; i < length; i++)
        {
            chain.Add(AuditChain.Append(head, Fact(random)));
            head = HeadOf(chain[^1]);
        }

        return chain;
    }

    public static AuditHead HeadOf(AuditEntry entry) => new(entry.Sequence, entry.Hash);

    /// <summary>The same fact with one field changed; which one is drawn too.</summary>
    public static AuditFact Alter(AuditFact fact, Random random) => random.Next(11) switch
    {
        0 => fact with { TimeMicros = fact.TimeMicros + random.Next(1, 9) },
        1 => fact with { Actor = Other(random, fact.Actor)! },
        2 => fact with { What = Other(random, fact.What)! },
        3 => fact with { Why = Other(random, fact.Why)! },
        4 => fact with { Account = Other(random, fact.Account, orNull: true) },
        5 => fact with { Case = Other(random, fact.Case, orNull: true) },
        6 => fact with { Effect = Other(random, fact.Effect, orNull: true) },
        7 => fact with { Kind = Other(random, fact.Kind, orNull: true) },
        8 => fact with { From = Other(random, fact.From, orNull: true) },
        9 => fact with { To = Other(random, fact.To, orNull: true) },
        _ => fact with { Cause = Other(random, fact.Cause, orNull: true) },
    };

    private static AuditFact Fact(Random random) => new()
    {
        TimeMicros = random.NextInt64(-1, 1L << 52),
        Actor = Other(random, null)!,
        What = Other(random, null)!,
        Why = Other(random, null)!,
        Account = Any(random),
        Case = Any(random),
        Effect = Any(random),
        Kind = Any(random),
        From = Any(random),
        To = Any(random),
        Cause = Any(random),
    };

    private static string? Any(Random random) => Texts[random.Next(Texts.Length)];

    private static string? Other(Random random, string? than, bool orNull = false)
    {
        while (true)
        {
            var text = Any(random);
            if (text != than && (orNull || text is not null))
            {
                return text;
            }
        }
    }
}
