using ScrapeGuard.Campaigns.Search;
using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Campaigns.Tests.Search;

public sealed class TrackOwnersTests
{
    [Test]
    public void OwnersFrom_AnyAccounts_AreThoseOfALookup() => Property.HoldsForSeeds(seed =>
    {
        var dice = new Random(seed);
        var accounts = Enumerable.Range(0, 20).Select(account => new SearchAccount(
            new AccountKey(0, (ulong)account), true, true,
            [.. Enumerable.Range(0, dice.Next(40)).Select(_ => TrackOf(dice)).Distinct().Order()], 1, [])).ToList();
        var wanted = accounts.SelectMany((account, owner) => account.Tracks.Select(track => (track, owner)))
            .GroupBy(taking => taking.track, taking => taking.owner).OrderBy(owners => owners.Key)
            .Select(owners => $"{owners.Key:x}: {string.Join(' ', owners.Order())}");

        using var owners = new TrackOwners(accounts);
        var found = new List<string>();
        for (var first = 0; first < owners.Count;)
        {
            var all = owners.OwnersFrom(first).ToArray();
            found.Add($"{owners.TrackAt(first):x}: {string.Join(' ', all)}");
            first += all.Length;
        }

        found.Should().Equal(wanted, $"seed {seed}");
    });

    /// <summary>Few enough to be taken by several, some next to each other, some of the lowest hashes.</summary>
    private static ulong TrackOf(Random dice) => dice.Next(3) switch
    {
        0 => (ulong)dice.Next(30),
        1 => ulong.MaxValue - (ulong)dice.Next(30),
        _ => (ulong)dice.Next(30) << 50,
    };
}
