namespace ScrapeGuard.Campaigns.Search;

/// <summary>
/// Candidates that take nearly all from the same two neighbouring octaves of popularity: a pool, as accounts are that
/// share a trait. Of a swarm each account of which goes down a slice of its own of a list in order of popularity, only
/// those that are in the same octaves are to share anything, and they are few among all candidates. Who likes nothing
/// but what is obscure is in such a pool too, and nothing is found in it: the evidence is in what is taken.
/// </summary>
internal static class OctavePools
{
    /// <summary>The share of an account's tracks that lies in the two octaves, at least.</summary>
    private const double LeastShare = 0.7;

    /// <summary>The pools, in order of octave.</summary>
    /// <param name="table">What accounts take.</param>
    /// <param name="candidates">The places of those that may belong to a group, in rising order.</param>
    /// <param name="fewest">Accounts of a pool, at least.</param>
    /// <param name="others">How many other pools there are to choose from.</param>
    public static IEnumerable<TraitPool> Of(
        OverlapTable table, IReadOnlyList<int> candidates, int fewest, int others)
    {
        var pools = Enumerable.Range(0, BandProfiles.Bands - 1)
            .Select(octave => candidates.Where(a => table.ShareOfOctaves(a, octave) >= LeastShare).ToArray())
            .Where(pool => pool.Length >= fewest && pool.Length <= TraitTable.MostOf(candidates.Count))
            .ToList();
        return pools.Select(pool => new TraitPool(pool, others + pools.Count));
    }
}
