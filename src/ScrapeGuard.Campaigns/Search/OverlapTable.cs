namespace ScrapeGuard.Campaigns.Search;

/// <summary>
/// Shared tracks of each pair of accounts, beside those expected. If account b's n_b tracks were drawn by popularity,
/// it would share with a <c>n_b * sum over a's tracks of (takers - 1) / takings</c>; the mean of both directions is the
/// expectation by popularity. Real people share less than that the more their taste differs from everyone's, so each
/// account has a factor of its own, fitted such that its shared tracks with all others come out as they are: the
/// degree-corrected null model (B. Karrer and M. Newman, "Stochastic blockmodels and community structure in networks",
/// 2011) of a table of counts. What is left is who shares too little with whom.
/// </summary>
internal sealed class OverlapTable
{
    private const int FittingRounds = 4;

    private readonly int _count;
    private readonly float[] _observed;
    private readonly double[] _tracks;
    private readonly double[] _weights;
    private readonly double _takings;

    public OverlapTable(IReadOnlyList<CampaignCandidate> accounts, CandidateList list)
    {
        _count = accounts.Count;
        _takings = Math.Max(list.Takings, 1);
        _tracks = [.. accounts.Select(account => (double)account.Tracks.Length)];
        _weights = [.. accounts.Select(account => account.Tracks.Sum(track =>
            (double)(list.Takers.GetValueOrDefault(track, 1) - 1)))];
        _observed = Observe(accounts);
        Factors = new double[_count];
        Fit();
    }

    /// <summary>Each account's factor: 1 shares as popularity has it, 0 shares with nobody.</summary>
    public double[] Factors { get; }

    public int Count => _count;

    /// <summary>Tracks that two accounts share.</summary>
    public double Observed(int a, int b) => _observed[(a * _count) + b];

    /// <summary>Tracks that two accounts would share by popularity alone.</summary>
    public double ByPopularity(int a, int b) =>
        0.5 * ((_tracks[a] * _weights[b]) + (_tracks[b] * _weights[a])) / _takings;

    /// <summary>Tracks that two accounts would share by popularity and by their factors.</summary>
    public double Expected(int a, int b) => ByPopularity(a, b) * Factors[a] * Factors[b];

    private float[] Observe(IReadOnlyList<CampaignCandidate> accounts)
    {
        var owners = new Dictionary<ulong, List<int>>();
        for (var i = 0; i < accounts.Count; i++)
        {
            foreach (var track in accounts[i].Tracks)
            {
                if (!owners.TryGetValue(track, out var list))
                {
                    owners[track] = list = [];
                }

                list.Add(i);
            }
        }

        var observed = new float[_count * _count];
        foreach (var list in owners.Values)
        {
            for (var i = 0; i < list.Count; i++)
            {
                for (var j = i + 1; j < list.Count; j++)
                {
                    observed[(list[i] * _count) + list[j]]++;
                    observed[(list[j] * _count) + list[i]]++;
                }
            }
        }

        return observed;
    }

    private void Fit()
    {
        Array.Fill(Factors, 1);
        for (var round = 0; round < FittingRounds; round++)
        {
            var next = new double[_count];
            for (var a = 0; a < _count; a++)
            {
                // One of each keeps an account of which little is known near the others.
                var (observed, expected) = (1.0, 1.0);
                for (var b = 0; b < _count; b++)
                {
                    observed += b == a ? 0 : Observed(a, b);
                    expected += b == a ? 0 : ByPopularity(a, b) * Factors[b];
                }

                next[a] = Math.Sqrt(Factors[a] * observed / expected);
            }

            next.CopyTo(Factors, 0);
        }
    }
}
