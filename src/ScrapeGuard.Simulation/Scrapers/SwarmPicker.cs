using ScrapeGuard.Simulation.Catalogue;
using ScrapeGuard.Simulation.People;
using ScrapeGuard.Simulation.Randomness;

namespace ScrapeGuard.Simulation.Scrapers;

/// <summary>Plays what the plan wants, and popular tracks again and again in between to look human.</summary>
internal sealed class SwarmPicker : TrackPicker
{
    private const int RotationSize = 40;

    private readonly TrackCatalogue _catalogue;
    private readonly ScrapePlan _plan;
    private readonly double _repeatShare;
    private readonly double _peekShare;
    private readonly int[] _rotation = new int[RotationSize];

    /// <param name="catalogue">What there is.</param>
    /// <param name="plan">What is wanted.</param>
    /// <param name="repeatShare">Share of fetches that repeat popular tracks.</param>
    /// <param name="peekShare">Share of pages that show what the campaign takes later.</param>
    /// <param name="dice">The actor's chance.</param>
    public SwarmPicker(
        TrackCatalogue catalogue, ScrapePlan plan, double repeatShare, double peekShare, ref Chance dice)
    {
        _peekShare = peekShare;
        _catalogue = catalogue;
        _plan = plan;
        _repeatShare = repeatShare;
        foreach (ref var track in _rotation.AsSpan())
        {
            track = catalogue.DrawTrack(ref dice);
        }
    }

    /// <summary>New tracks left for the session.</summary>
    public int Quota { get; set; }

    /// <summary>The plan is done.</summary>
    public bool Done { get; private set; }

    public override int Next(ref Chance dice, long timeMs, out bool known)
    {
        known = Quota > 0 && dice.Happens(_repeatShare);
        if (known)
        {
            var place = dice.Unit();
            return _rotation[(int)(RotationSize * place * place)];
        }

        if (Quota == 0)
        {
            return -1;
        }

        Quota--;
        var track = _plan.Next();
        Done = track < 0;
        return track;
    }

    public override void FillLibrary(ref Chance dice, Span<int> page)
    {
        if (_peekShare > 0 && dice.Happens(_peekShare))
        {
            _plan.Peek(ref dice, page);
            return;
        }

        _catalogue.FillPlaylist(dice.Below(100), page);
    }
}
