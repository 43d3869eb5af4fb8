using ScrapeGuard.Simulation.Accounts;
using ScrapeGuard.Simulation.Catalogue;
using ScrapeGuard.Simulation.Randomness;
using ScrapeGuard.Simulation.Traffic;
using ScrapeGuard.Simulation.Truth;

namespace ScrapeGuard.Simulation.Scale;

/// <summary>
/// So many events over so many accounts, evenly in time, with no plan behind them: half of them go round all accounts
/// in a scrambled order, half to the active few. An account costs only its exact tally (some 150 bytes).
/// </summary>
internal sealed class ScaleTraffic : ITrafficSource
{
    private const string Kind = "scale";
    private const double ActivityExponent = 0.7;

    private readonly SimulationOptions _options;
    private readonly ScaleOptions _scale;
    private readonly TrackCatalogue _catalogue;
    private readonly Permutation _round;
    private readonly Tally[] _tallies;

    public ScaleTraffic(SimulationOptions options, ScaleOptions scale)
    {
        _options = options;
        _scale = scale;
        _catalogue = new TrackCatalogue(options.CatalogueTracks, options.Seed);
        _round = new Permutation(scale.Accounts, Chance.For(options.Seed, Streams.Scale, 1).Next());
        _tallies = new Tally[scale.Accounts];
        for (var account = 0; account < scale.Accounts; account++)
        {
            _tallies[account] = new Tally();
        }
    }

    public IEnumerable<TrafficBlock> Run(BlockBuilder builder)
    {
        var dice = Chance.For(_options.Seed, Streams.Scale, 0);
        var start = _options.Start.ToUnixTimeMilliseconds();
        var stepMs = _options.Days * 86_400_000 / _scale.Events;
        for (long number = 0; number < _scale.Events && !builder.IsDone; number++)
        {
            Append(builder, ref dice, number, start + (long)(number * stepMs));
            if (builder.IsFull)
            {
                yield return builder.Cut();
            }
        }

        if (!builder.IsEmpty)
        {
            yield return builder.Cut();
        }
    }

    public IEnumerable<AccountTruth> Truth() => _tallies.Select((tally, account) => new AccountTruth(
        NameOf(account).ToString("x16"),
        "person",
        Kind,
        Campaign: null,
        tally.Events,
        tally.Tracks.Count,
        tally.Tracks.AudioCount,
        tally.Bytes,
        tally.Wanted));

    private void Append(BlockBuilder builder, ref Chance dice, long number, long timeMs)
    {
        var account = DrawAccount(ref dice, number);
        var name = NameOf(account);
        var item = DrawEvent(ref dice, timeMs);

        // The number of the event among all: unique, so the id is.
        item.Number = (uint)number;
        item.Account = account;
        item.Session = (uint)(timeMs / 14_400_000);
        Span<int> page = stackalloc int[20];
        page = item.Tracks > 1 ? page[..item.Tracks] : [];
        _catalogue.FillFromArtist(_catalogue.DrawArtist(ref dice), page);
        var home = new Chance(name);
        var country = Places.DrawCountry(ref home);
        var asn = Places.DrawConsumerNetwork(country, ref home);
        var ip = Places.DrawAddress(asn, ref home);
        var endpoint = new Endpoint(ip, country, asn, (uint)home.Next(), Clients.DrawOfficial(ref home));
        var created = DateOnly.FromDateTime(_options.Start.UtcDateTime).DayNumber - home.Between(1, 3_000);
        var face = new AccountFace(name, home.Happens(0.5) ? Plan.Premium : Plan.Free, created);
        builder.Append(item, page, face, endpoint, _tallies[account]);
    }

    private int DrawAccount(ref Chance dice, long number)
    {
        var rounds = _scale.Events >= 2L * _scale.Accounts;
        if (!rounds || number % 2 == 0)
        {
            return _round.At((int)((rounds ? number / 2 : number) % _scale.Accounts));
        }

        return _round.At(dice.Zipf(_scale.Accounts, ActivityExponent));
    }

    private TrafficEvent DrawEvent(ref Chance dice, long timeMs)
    {
        var track = _catalogue.DrawTrack(ref dice);
        var duration = TrackCatalogue.DurationMs(track);
        var item = new TrafficEvent { TimeMs = timeMs, Track = track, Tracks = 1, Status = 200 };
        switch (dice.Below(10))
        {
            case 0:
                item.Operation = Operation.Metadata;
                item.Tracks = (ushort)dice.Between(2, 20);
                item.Bytes = item.Tracks * 1_150;
                break;
            case 1:
                item.Operation = Operation.Browse;
                item.Bytes = 4_000;
                break;
            case 2 or 3 or 4:
                item.Operation = Operation.License;
                item.Bytes = 256;
                break;
            case 5 or 6 or 7:
                item.Operation = Operation.Audio;
                item.Bytes = duration * 20;
                break;
            default:
                item.Operation = Operation.Play;
                item.PlayedMs = duration;
                break;
        }

        return item;
    }

    private ulong NameOf(int account) => Chance.For(_options.Seed, Streams.ScaleName, (ulong)account).Next();
}
