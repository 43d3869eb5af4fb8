using ScrapeGuard.Simulation.Truth;

namespace ScrapeGuard.Simulation.Tests;

/// <summary>The naive oracle of the truth: sets of ids over parsed lines; what only the plan knows is copied.</summary>
internal static class Recount
{
    public static IEnumerable<AccountTruth> Of(Capture capture)
    {
        var lines = capture.Parsed.ToLookup(line => line.Account);
        return capture.Truth.OrderBy(account => account.Account, StringComparer.Ordinal).Select(account =>
        {
            var own = lines[account.Account].ToArray();
            var served = own.Where(line => line.Status == 200).ToArray();
            return account with
            {
                Events = own.Length,
                Tracks = served.SelectMany(line => line.Tracks).Distinct().Count(),
                AudioTracks = served.Where(line => line.Operation == "audio").SelectMany(line => line.Tracks).Distinct()
                    .Count(),
                Bytes = own.Sum(line => line.Bytes),
            };
        });
    }
}
