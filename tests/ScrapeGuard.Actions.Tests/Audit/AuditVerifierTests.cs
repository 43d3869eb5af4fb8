using ScrapeGuard.Actions.Audit;
using ScrapeGuard.Actions.Storing;

namespace ScrapeGuard.Actions.Tests.Audit;

[TestFixture]
public sealed class AuditVerifierTests
{
    private const int Length = 12;

    [Test]
    public void Take_AWholeChain_FindsNothing()
    {
        var verifier = new AuditVerifier();

        Chain().Should().OnlyContain(entry => verifier.Take(entry));

        verifier.Head.Should().Be(new AuditHead(Length, Chain()[^1].Hash));
        verifier.Ends(new AuditHead(5, Chain()[4].Hash), Chain()[4]).Should().BeTrue();
    }

    [Test]
    public void Take_AnAlteredEntry_NamesIt([Range(0, Length - 1)] int place)
    {
        var chain = Chain();
        chain[place] = chain[place] with { Fact = chain[place].Fact with { Why = "nothing happened" } };

        FaultOf(chain).Should().Be($"entry {place + 1} was altered, or one before it");
    }

    [Test]
    public void Take_AnAlteredEntryWithItsHashMadeAnew_NamesTheNext([Range(0, Length - 2)] int place)
    {
        var chain = Chain();
        var fact = chain[place].Fact with { Why = "nothing happened" };
        var previous = place == 0 ? AuditChain.Genesis : chain[place - 1].Hash;
        chain[place] = new AuditEntry(place + 1, fact, AuditChain.HashOf(previous, place + 1, fact));

        FaultOf(chain).Should().Be($"entry {place + 2} was altered, or one before it");
    }

    [Test]
    public void Take_ADeletedEntry_NamesIt([Range(0, Length - 2)] int place)
    {
        var chain = Chain();
        chain.RemoveAt(place);

        FaultOf(chain).Should().Be($"entry {place + 1} is missing");
    }

    [Test]
    public void Take_TwoSwapped_FindsAFault([Range(0, Length - 2)] int place)
    {
        var chain = Chain();
        (chain[place], chain[place + 1]) = (chain[place + 1], chain[place]);

        FaultOf(chain).Should().Be($"entry {place + 1} is missing");
    }

    [Test]
    public void Take_AnEntryTwice_FindsAFault([Range(0, Length - 1)] int place)
    {
        var chain = Chain();
        chain.Insert(place, chain[place]);

        FaultOf(chain).Should().Be($"entry {place + 1} stands again after entry {place + 1}");
    }

    [Test]
    public void Ends_AChainCutOff_NamesWhatIsMissing()
    {
        var verifier = new AuditVerifier();
        foreach (var entry in Chain().Take(7))
        {
            verifier.Take(entry);
        }

        verifier.Ends(new AuditHead(Length, Chain()[^1].Hash), there: null).Should().BeFalse();
        verifier.Fault.Should().Be("entries 8 to 12 are missing at the end");
    }

    [Test]
    public void Ends_AChainMadeAnew_SaysThatItIsAnother()
    {
        var verifier = new AuditVerifier();
        var other = Chain("b");
        foreach (var entry in other)
        {
            verifier.Take(entry).Should().BeTrue();
        }

        verifier.Ends(new AuditHead(7, Chain()[6].Hash), other[6]).Should().BeFalse();
        verifier.Fault.Should().Be("entry 7 is another than the one that was noted");
    }

    private static string? FaultOf(List<AuditEntry> chain)
    {
        var verifier = new AuditVerifier();
        foreach (var entry in chain)
        {
            verifier.Take(entry);
        }

        return verifier.Fault;
    }

    private static List<AuditEntry> Chain(string actor = "a")
    {
        var head = AuditHead.Empty;
        var chain = new List<AuditEntry>();
        for (var i = 0; i < Length; i++)
        {
            var entry = AuditChain.Append(head, new AuditFact
            {
                TimeMicros = i,
                Actor = actor,
                What = "effect.done",
                Why = $"because of {i}",
            });
            chain.Add(entry);
            head = new AuditHead(entry.Sequence, entry.Hash);
        }

        return chain;
    }
}
