using ScrapeGuard.Simulation.Randomness;

namespace ScrapeGuard.Simulation.People;

/// <summary>Says what is played next.</summary>
internal abstract class TrackPicker
{
    /// <summary>The next track, below 0 to end the session.</summary>
    /// <param name="dice">The actor's chance.</param>
    /// <param name="timeMs">When it is played.</param>
    /// <param name="known">It was picked for being known: the device may have it.</param>
    public abstract int Next(ref Chance dice, long timeMs, out bool known);

    /// <summary>Fills a page of the user's own library.</summary>
    public abstract void FillLibrary(ref Chance dice, Span<int> page);
}
