namespace ScrapeGuard.Campaigns.Search;

/// <summary>Accounts with a taste of their own: with each other they share what no person holds.</summary>
internal static class Minorities
{
    /// <summary>How often another of a group has a track of one's, of each, at most.</summary>
    private const double MostAmongThem = 0.1;

    /// <summary>
    /// Takes away, one by one, who has too much of what others of the group have, of what no person holds: cover is
    /// common to all. Fewer than a group needs are left alone.
    /// </summary>
    /// <param name="members">The group; gets smaller.</param>
    /// <param name="fewest">Members of a group, at least.</param>
    /// <param name="unheldOf">What a member took that no person holds.</param>
    public static void Remove(List<int> members, int fewest, Func<int, ulong[]> unheldOf)
    {
        var tracks = members.ToDictionary(a => a, unheldOf);
        var holders = tracks.Values.SelectMany(all => all).CountBy(track => track).ToDictionary();
        while (members.Count >= fewest)
        {
            var worst = members.MaxBy(a => AmongThem(tracks[a], holders));
            if (AmongThem(tracks[worst], holders) <= MostAmongThem)
            {
                break;
            }

            members.Remove(worst);
            foreach (var track in tracks[worst])
            {
                holders[track]--;
            }
        }
    }

    private static double AmongThem(ulong[] tracks, Dictionary<ulong, int> holders)
    {
        var others = 0;
        foreach (var track in tracks)
        {
            others += holders[track] - 1;
        }

        return tracks.Length == 0 ? 1 : others / (double)tracks.Length;
    }
}
