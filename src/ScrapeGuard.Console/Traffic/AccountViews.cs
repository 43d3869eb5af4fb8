using ScrapeGuard.Actions.Planning;
using ScrapeGuard.Campaigns.Leaks;
using ScrapeGuard.Console.Api;
using ScrapeGuard.Console.Views;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Console.Traffic;

/// <summary>Accounts of the model as answers have them; to be called while nothing changes.</summary>
internal static class AccountViews
{
    private const long MicrosPerHour = 3_600_000_000;

    public static AccountView Of(AccountTrace account, TrafficTables tables) => new()
    {
        Account = account.Name,
        Verdict = VerdictNames.Of(account.Verdict),
        Score = account.Score,
        First = Moment.Of(account.FirstMicros),
        Last = Moment.Of(account.LastMicros),
        Events = account.Events,
        Tracks = account.Tracks,
        AudioTracks = account.AudioTracks,
        Bytes = account.Bytes,
        Campaign = tables.CampaignOf(account),
        Country = tables.Texts.Of(account.Country),
        Client = tables.Texts.Of(account.Client),
        Plan = tables.Texts.Of(account.Plan),
        Applied = account.Applied is { } kind ? PlanWords.Of(kind) : null,
    };

    public static IReadOnlyList<HourView> TimelineOf(AccountTrace account) =>
        [.. account.Hours.TakeLast(200).Select(hour => new HourView(
            new Moment(hour.Hour * MicrosPerHour),
            hour.Of(Operation.Metadata), hour.Of(Operation.Search), hour.Of(Operation.Browse),
            hour.Of(Operation.License), hour.Of(Operation.Audio), hour.Of(Operation.Play), hour.Of(Operation.Auth),
            hour.Of(Operation.Other), Whole(hour.AudioTracks), Whole(hour.Tracks), Whole(hour.Prevented)))];

    public static TookView TookOf(AccountTrace account, ListeningShares listening) => new()
    {
        Tracks = account.Tracks,
        AudioTracks = account.AudioTracks,
        Bytes = account.Bytes,
        Bands = [.. listening.Spread(account.Taken.All)
            .Select(band => new BandView(band.Name, (long)Math.Round(band.Taken)))],
        Samples = [.. account.Samples.Distinct(StringComparer.Ordinal)],
    };

    public static IReadOnlyList<NetworkView> NetworksOf(AccountTrace account, TrafficTables tables) =>
        [.. account.Addresses.Most().Select(source => new NetworkView(
            tables.Texts.Of(source.Source) ?? "", source.Events)).Where(network => network.Ip.Length > 0)];

    public static IReadOnlyList<string> TextsOf(SourceCounts sources, TrafficTables tables) =>
        [.. sources.Most().Select(source => tables.Texts.Of(source.Source)).OfType<string>()];

    private static int Whole(double number) => (int)Math.Min(int.MaxValue, Math.Round(number));
}
