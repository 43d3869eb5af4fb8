using ScrapeGuard.Cli.Evaluating;

namespace ScrapeGuard.Cli.Acting;

/// <summary>What came of the scrapers of one kind.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Accounts">How many there were.</param>
/// <param name="Caught">How many were decided to be suspended.</param>
/// <param name="Suspended">How many really were.</param>
/// <param name="Wanted">Distinct tracks that its accounts asked for, each account's for itself.</param>
/// <param name="Out">Those of them that they got.</param>
/// <param name="AudioWanted">As before, of which audio was asked for.</param>
/// <param name="AudioOut">Those of them that they got.</param>
internal sealed record DemoKind(
    string Kind, int Accounts, int Caught, int Suspended, long Wanted, long Out, long AudioWanted, long AudioOut)
{
    /// <summary>What suspensions kept in.</summary>
    public long Prevented => Wanted - Out;

    public long AudioPrevented => AudioWanted - AudioOut;

    /// <summary>Sums up by kind; kinds without a scraper that was seen are left out.</summary>
    public static IReadOnlyList<DemoKind> Of(
        IEnumerable<LabelledAccount> labels, OutcomeLedger ledger, DemoLeak leak) =>
        [.. labels.Where(label => !label.IsPerson && ledger.OutcomeOf(label.Account).IsSeen)
            .GroupBy(label => label.Kind).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => Make(group.Key, [.. group], ledger, leak))];

    private static DemoKind Make(
        string kind, IReadOnlyList<LabelledAccount> accounts, OutcomeLedger ledger, DemoLeak leak)
    {
        var leaks = accounts.Select(account => leak.Of(account.Account)!).ToList();
        var taken = leaks.Select(scraper => scraper.Out.Until(long.MaxValue)).ToList();
        return new DemoKind(
            kind,
            accounts.Count,
            accounts.Count(account => ledger.OutcomeOf(account.Account).SuspendedMicros is not null),
            leaks.Count(scraper => scraper.WasSuspended),
            accounts.Sum(account => account.Tracks),
            taken.Sum(tracks => tracks.Tracks),
            accounts.Sum(account => account.AudioTracks),
            taken.Sum(tracks => tracks.AudioTracks));
    }
}
