using System.Globalization;
using System.Text;
using ScrapeGuard.Campaigns.Search;
using ScrapeGuard.Campaigns.Tracking;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Hashing;
using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Console.Tests.Serving;

/// <summary>Events and decisions for tests.</summary>
internal static class Samples
{
    public const long Start = 1_767_571_200_000_000;

    public static Decision Decision(
        string account, Verdict verdict = Verdict.Suspend, double score = 0.97, string? campaign = null,
        long micros = Start) => new()
        {
            Id = HashOf(FormattableString.Invariant($"{account}/{verdict}/{micros}")).ToString("x32"),
            TimeMicros = micros,
            Account = account,
            Verdict = verdict,
            Score = score,
            Reasons = [new Reason("rule.audio-tracks-1h", 900, 400, 0.97)],
            Campaign = campaign,
            Exposure = new Exposure(10, 5, 1_000),
            Model = "model",
            Policy = "default",
            Mode = PolicyMode.Enforce,
        };

    /// <summary>A campaign as the engine has it: each account shares 2 tracks where 20 are expected.</summary>
    public static Campaign Campaign(ulong number, double evidence, params string[] accounts)
    {
        const long epoch = Start / 600_000_000;
        return new Campaign
        {
            Number = number,
            Kind = CampaignKind.Disjoint,
            Members = [.. accounts.Select(account => new CampaignMember(
                StableHash.Account(Encoding.UTF8.GetBytes(account)), epoch, 20, 2))],
            Found = accounts.Length,
            Evidence = evidence,
            SinceEpoch = epoch,
            SeenEpoch = epoch + 18,
        };
    }

    public static EventBatch Events(params (string Account, long Micros, Operation Operation, string[] Tracks)[] events)
    {
        var batch = new EventBatch(Math.Max(1, events.Length));
        foreach (var (account, micros, operation, tracks) in events)
        {
            Add(batch, account, micros, operation, tracks.Select(HashOf));
        }

        return batch;
    }

    public static void Add(
        EventBatch batch, string account, long micros, Operation operation, IEnumerable<ulong> tracks,
        short status = EventLimits.DefaultStatus)
    {
        ref var e = ref batch.BeginEvent();
        (e.TimeMicros, e.Operation, e.Status, e.Bytes) = (micros, operation, status, 100);
        foreach (var track in tracks)
        {
            batch.AddTrack(ref e, track);
        }

        batch.SetAccount(ref e, Encoding.UTF8.GetBytes(account));
        batch.CommitEvent(ref e);
    }

    private static ulong HashOf(string text) => StableHash.Hash64(Encoding.UTF8.GetBytes(text));

    public static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"account-{number:D6}");
}
