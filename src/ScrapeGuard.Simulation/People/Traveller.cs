using ScrapeGuard.Simulation.Accounts;
using ScrapeGuard.Simulation.Catalogue;
using ScrapeGuard.Simulation.Randomness;

namespace ScrapeGuard.Simulation.People;

/// <summary>Is abroad for some days: another country, network and local time, by the last endpoint.</summary>
internal sealed class Traveller : Listener
{
    private const long DayMs = 86_400_000;

    private readonly long _leavesMs;
    private readonly long _returnsMs;

    public Traveller(Account account, ListenerTraits traits, TrackCatalogue catalogue, Chance dice, long startMs)
        : base(account, traits, catalogue, dice, startMs)
    {
        _leavesMs = startMs + (long)(DayMs * Dice.Between(0.5, 5.0));
        _returnsMs = _leavesMs + (long)(DayMs * Dice.Between(1.0, 12.0));
    }

    protected override byte DrawEndpoint(long timeMs)
    {
        var last = Account.Endpoints.Length - 1;
        var abroad = timeMs >= _leavesMs && timeMs < _returnsMs;
        var endpoint = abroad ? last : Dice.Below(last);
        Plan.OffsetMs = Places.OffsetMs(Account.Endpoints[endpoint].Country);
        return (byte)endpoint;
    }
}
