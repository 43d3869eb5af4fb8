using ScrapeGuard.Campaigns.Search;

namespace ScrapeGuard.Campaigns.Tests.Search;

public sealed class MinoritiesTests
{
    private const int Fewest = 5;

    /// <summary>Six draw from sixty tracks that nobody else knows, eight have a list of their own each.</summary>
    [Test]
    public void Remove_TasteAmongLists_LeavesTheLists() => Property.HoldsForSeeds(seed =>
    {
        var dice = new Random(seed);
        var tracks = Enumerable.Range(0, 14).Select(member => member < 6
            ? Enumerable.Range(0, 60).OrderBy(_ => dice.Next()).Take(30).Select(track => (ulong)track).ToArray()
            : [.. Enumerable.Range(1_000 * member, 30).Select(track => (ulong)track)]).ToList();
        var members = Enumerable.Range(0, 14).OrderBy(_ => dice.Next()).ToList();

        Minorities.Remove(members, Fewest, member => tracks[member]);

        members.Where(member => member >= 6).Order().Should().Equal(Enumerable.Range(6, 8), $"seed {seed}");
        members.Should().HaveCountLessThanOrEqualTo(9, $"of a taste one is left, with nobody to share it; seed {seed}");
    }, runs: 20);

    [Test]
    public void Remove_MinorityAlone_EndsWhereNoGroupIsLeft()
    {
        var members = Enumerable.Range(0, 8).ToList();

        Minorities.Remove(members, Fewest, _ => [1, 2, 3]);

        members.Should().HaveCount(Fewest - 1);
    }
}
