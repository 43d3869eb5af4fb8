using System.Numerics.Tensors;
using ScrapeGuard.Features.Behaviour;

namespace ScrapeGuard.Campaigns.Search;

/// <summary>
/// How many tracks of each octave of popularity each account took, and what two accounts would share if each had drawn
/// its tracks of an octave at random. Given a popularity, an octave that holds the share m of what people take, in
/// tracks of the share s each, has m / s tracks; so who took n and k of them shares <c>n k s / m</c>. For two who draw
/// by popularity from all octaves that is the number of tracks of the one times the shares of the other's; for two who
/// go down the same list it is much more, and that is how much a swarm that splits the list fails to share.
/// </summary>
internal sealed class BandProfiles
{
    /// <summary>Octaves of popularity that are told apart.</summary>
    public const int Bands = 24;

    /// <summary>Tracks by which what others take is drawn to what people do.</summary>
    private const double Prior = 10;

    private readonly int _accounts;

    // Octave by octave, of each the accounts side by side.
    private readonly float[] _tracks;

    // Sums of shares; from Learn on, divided by what share of people's tracks lies in the octave.
    private readonly float[] _weights;
    private readonly double[] _totals;
    private readonly double[] _known;
    private readonly double[] _mass = new double[Bands];
    private readonly double[] _peoples = new double[Bands + 1];

    /// <param name="accounts">Of how many accounts.</param>
    public BandProfiles(int accounts)
    {
        _accounts = accounts;
        _tracks = new float[accounts * Bands];
        _weights = new float[accounts * Bands];
        _totals = new double[accounts];
        _known = new double[accounts];
    }

    /// <summary>Counts a track of some accounts.</summary>
    /// <param name="accounts">The accounts' places.</param>
    /// <param name="share">The track's share of all takings; 0: nobody else is known to take it.</param>
    public void Add(ReadOnlySpan<int> accounts, double share)
    {
        var first = share > 0 ? BandOf(share) * _accounts : -1;
        foreach (var account in accounts)
        {
            _totals[account]++;
            if (first >= 0)
            {
                _tracks[first + account]++;
                _weights[first + account] += (float)share;
                _known[account]++;
            }
        }
    }

    /// <summary>
    /// Learns what share of people's tracks lies in each octave, from the first accounts; once, when all tracks are
    /// counted.
    /// </summary>
    /// <param name="portions">The share of each account's tracks that was counted.</param>
    /// <param name="people">How many accounts are people.</param>
    public void Learn(ReadOnlySpan<double> portions, int people)
    {
        // One of each: an octave that no person takes from is no octave of no tracks.
        Array.Fill(_mass, 1);
        var total = (double)Bands;
        for (var a = 0; a < people; a++)
        {
            total += _totals[a] / portions[a];
            for (var band = 0; band < Bands; band++)
            {
                _mass[band] += TracksOf(a, band) / portions[a];
            }
        }

        var known = 0.0;
        for (var band = 0; band < Bands; band++)
        {
            _mass[band] /= total;
            _peoples[band] = _mass[band];
            known += _mass[band];
        }

        _peoples[Bands] = Math.Max(1 - known, 1 / total);

        for (var band = 0; band < Bands; band++)
        {
            var weights = _weights.AsSpan(band * _accounts, _accounts);
            TensorPrimitives.Divide(weights, (float)_mass[band], weights);
        }
    }

    /// <summary>Tracks that two accounts share by chance, of those that are counted of each.</summary>
    public float SharedByChance(int a, int b)
    {
        // As for many at once, step by step, so that the bits are the same.
        var sum = 0f;
        for (var place = 0; place < _tracks.Length; place += _accounts)
        {
            sum += _weights[place + b] * _tracks[place + a];
            sum += _tracks[place + b] * _weights[place + a];
        }

        return sum / 2;
    }

    /// <summary>The same for an account and each of some others.</summary>
    /// <param name="a">The account's place.</param>
    /// <param name="first">The place of the first of the others.</param>
    /// <param name="shared">Receives what it shares with each from there on.</param>
    public void SharedByChance(int a, int first, Span<float> shared)
    {
        shared.Clear();
        for (var place = 0; place < _tracks.Length; place += _accounts)
        {
            if (_tracks[place + a] > 0)
            {
                var weights = _weights.AsSpan(place + first, shared.Length);
                var tracks = _tracks.AsSpan(place + first, shared.Length);
                TensorPrimitives.MultiplyAdd(weights, _tracks[place + a], shared, shared);
                TensorPrimitives.MultiplyAdd(tracks, _weights[place + a], shared, shared);
            }
        }

        TensorPrimitives.Divide(shared, 2, shared);
    }

    /// <summary>
    /// How much more like those of some others than like those of people an account's tracks are spread over the
    /// octaves, in nats a track: the mean over its tracks of the logarithm of the ratio of the two shares of the
    /// track's octave. Tracks that nobody else is known to take are an octave of their own.
    /// </summary>
    /// <param name="account">The account's place.</param>
    /// <param name="others">The places of others; the account itself is left out.</param>
    public double LikenessTo(int account, IReadOnlyList<int> others)
    {
        Span<double> tracks = stackalloc double[Bands + 1];
        tracks.Clear();
        var total = 0.0;
        foreach (var other in others)
        {
            for (var band = 0; band <= Bands && other != account; band++)
            {
                tracks[band] += TracksOf(other, band);
            }

            total += other == account ? 0 : _totals[other];
        }

        var sum = 0.0;
        for (var band = 0; band <= Bands; band++)
        {
            // Drawn to people's: an octave that few others have not taken from yet is not one that they never would.
            var people = _peoples[band];
            var share = (tracks[band] + (Prior * people)) / (total + Prior);
            sum += TracksOf(account, band) * OverlapTable.Log(share / people);
        }

        return _totals[account] == 0 ? 0 : sum / _totals[account];
    }

    /// <summary>The share of an account's tracks that lies in an octave and the one of half its popularity.</summary>
    public double ShareOfTwo(int account, int band) =>
        _totals[account] == 0 ? 0 : (TracksOf(account, band) + TracksOf(account, band + 1)) / _totals[account];

    private double TracksOf(int account, int band) => band < Bands
        ? _tracks[(band * _accounts) + account]
        : _totals[account] - _known[account];

    private static int BandOf(double share) =>
        (int)Math.Clamp(Math.Floor(-StableLog.Log2(share)), 0, Bands - 1);
}
