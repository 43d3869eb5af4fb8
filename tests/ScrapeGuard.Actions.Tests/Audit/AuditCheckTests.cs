using ScrapeGuard.Actions.Audit;
using ScrapeGuard.Tests.Seeds;

namespace ScrapeGuard.Actions.Tests.Audit;

[TestFixture]
public sealed class AuditCheckTests
{
    [Test]
    public void RunAsync_UntouchedChain_IsWhole() => Property.HoldsForSeeds(seed =>
    {
        var chain = Drawn(seed, out var random);
        var noted = chain[random.Next(chain.Count)].Hash.ToUpperInvariant();

        var verdict = Check(chain, Chains.HeadOf(chain[random.Next(chain.Count)]), noted);

        verdict.Fault.Should().BeNull($"seed {seed}");
        verdict.Head.Should().Be(Chains.HeadOf(chain[^1]));
    });

    [Test]
    public void RunAsync_NoEntry_IsWhole() => Check([], AuditHead.Empty, AuditChain.Genesis).IsWhole.Should().BeTrue();

    [Test]
    public void RunAsync_AnyFieldChanged_NamesTheEntry() => Property.HoldsForSeeds(
        seed =>
        {
            var chain = Drawn(seed, out var random);
            var at = random.Next(chain.Count);
            chain[at] = chain[at] with { Fact = Chains.Alter(chain[at].Fact, random) };

            Check(chain).Fault.Should().Be($"entry {at + 1} was altered, or one before it", $"seed {seed}");
        },
        runs: 300);

    [Test]
    public void RunAsync_HashChanged_NamesTheEntry() => Property.HoldsForSeeds(seed =>
    {
        var chain = Drawn(seed, out var random);
        var at = random.Next(chain.Count);
        var hash = Convert.FromHexString(chain[at].Hash);
        hash[random.Next(hash.Length)] ^= (byte)(1 << random.Next(8));
        chain[at] = chain[at] with { Hash = Convert.ToHexStringLower(hash) };

        Check(chain).Fault.Should().Be($"entry {at + 1} was altered, or one before it", $"seed {seed}");
    });

    [Test]
    public void RunAsync_EntryDeletedAndTheRestRenumbered_NamesItsPlace() => Property.HoldsForSeeds(seed =>
    {
        var chain = Drawn(seed, out var random);
        var at = random.Next(chain.Count - 1);
        chain.RemoveAt(at);
        for (var i = at; i < chain.Count; i++)
        {
            chain[i] = chain[i] with { Sequence = i + 1 };
        }

        Check(chain).Fault.Should().Be($"entry {at + 1} was altered, or one before it", $"seed {seed}");
    });

    [Test]
    public void RunAsync_AnyTwoSwapped_NamesTheFirst() => Property.HoldsForSeeds(seed =>
    {
        var chain = Drawn(seed, out var random);
        var first = random.Next(chain.Count - 1);
        var second = random.Next(first + 1, chain.Count);
        (chain[first], chain[second]) = (chain[second], chain[first]);

        Check(chain).Fault.Should().Match($"entr* {first + 1} *missing", $"seed {seed}");
    });

    [Test]
    public void RunAsync_EndCutOff_NamesTheFirstMissing() => Property.HoldsForSeeds(seed =>
    {
        var chain = Drawn(seed, out var random);
        var left = random.Next(chain.Count);

        Check([.. chain.Take(left)], Chains.HeadOf(chain[^1])).Fault.Should()
            .Be($"entries {left + 1} to {chain.Count} are missing at the end", $"seed {seed}");
    });

    [Test]
    public void RunAsync_EndAndHeadCutOff_IsShownByTheNotedHash() => Property.HoldsForSeeds(seed =>
    {
        var chain = Drawn(seed, out var random);
        var noted = random.Next(1, chain.Count);
        var left = chain.Take(random.Next(noted + 1)).ToList();
        var head = left.Count == 0 ? AuditHead.Empty : Chains.HeadOf(left[^1]);

        Check(left, head).IsWhole.Should().BeTrue("nothing inside the chain shows it");
        Check(left, head, chain[noted].Hash).Fault.Should().StartWith("no entry has the hash", $"seed {seed}");
    });

    private static AuditVerdict Check(IReadOnlyList<AuditEntry> chain, AuditHead? head = null, string? noted = null) =>
        AuditCheck.RunAsync(new StoredChain(chain, head), noted, CancellationToken.None).GetAwaiter().GetResult();

    private static List<AuditEntry> Drawn(int seed, out Random random)
    {
        random = new Random(seed);
        return Chains.Draw(random, random.Next(2, 30));
    }
}
