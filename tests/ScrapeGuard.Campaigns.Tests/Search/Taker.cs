using ScrapeGuard.Campaigns.Search;

namespace ScrapeGuard.Campaigns.Tests.Search;

/// <summary>Accounts of which it is said what they took.</summary>
internal static class Taker
{
    private const int EpochsPerHour = 6;

    /// <summary>An account of the sample.</summary>
    /// <param name="account">Its number.</param>
    /// <param name="once">What it took once.</param>
    /// <param name="returned">What it came back to.</param>
    /// <param name="perHour">Of what it took once, how many in an hour, in order of track.</param>
    /// <param name="hours">From one hour in which it took something to the next.</param>
    public static SearchAccount Of(
        int account, IEnumerable<int> once, IEnumerable<int> returned, int perHour = 4, int hours = 1)
    {
        var again = returned.Distinct().Order().ToList();
        var tracks = once.Distinct().Except(again).Order().ToList();
        return new SearchAccount(
            Listeners.KeyOf(account), IsCandidate: true, IsMeasure: true,
            [.. tracks.Select(track => (ulong)track)], Portion: 1, Traits: [])
        {
            Epochs = [.. tracks.Select((_, place) => place / perHour * hours * EpochsPerHour)],
            Returned = [.. again.Select(track => (ulong)track)],
        };
    }

    /// <summary>Some of a hundred tracks.</summary>
    public static List<int> Some(Random dice, int first, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => first + dice.Next(100))];
}
