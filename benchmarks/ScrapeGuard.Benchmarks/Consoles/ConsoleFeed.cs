using System.Globalization;
using System.Text;
using ScrapeGuard.Cli.Acting;
using ScrapeGuard.Cli.ConsoleHost;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Hashing;
using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Benchmarks.Consoles;

/// <summary>What comes to a console: events and decisions, carried out by the actioner in this process.</summary>
internal sealed class ConsoleFeed(DemoConsole console, DemoActions actions, int accounts)
{
    public const string Campaign = "campaign-0000000000000001";

    private const int EventsPerDecision = 10;
    private const int OneInCampaign = 20;
    private const long MicrosPerSecond = 1_000_000;

    private static readonly Verdict[] Verdicts = [Verdict.Suspend, Verdict.Throttle, Verdict.Challenge];

    private readonly Random _random = new(1);
    private long _micros = 1_767_571_200 * MicrosPerSecond;
    private long _decided;

    /// <summary>How many accounts have so many cases, of which one is the campaign's.</summary>
    public static int AccountsFor(int cases) => ((cases - 1) * OneInCampaign / (OneInCampaign - 1)) + 1;

    public long Decided => Volatile.Read(ref _decided);

    public static string NameOf(int account) => string.Create(CultureInfo.InvariantCulture, $"account-{account:D6}");

    /// <summary>Lets something be decided about accounts one after the other, or about any.</summary>
    public async Task DecideAsync(int first, int count, bool isAny)
    {
        var decisions = new List<Decision>(count);
        var batch = new EventBatch(count * EventsPerDecision);
        for (var i = 0; i < count; i++)
        {
            var account = isAny ? _random.Next(accounts) : first + i;
            _micros += MicrosPerSecond / 500;
            for (var e = 0; e < EventsPerDecision; e++)
            {
                Add(batch, NameOf(e == 0 ? account : _random.Next(accounts)));
            }

            decisions.Add(DecisionOf(account, isAny ? Verdicts[_random.Next(Verdicts.Length)] : Verdict.Suspend));
        }

        console.See(batch, decisions);
        foreach (var done in await actions.ActAsync(decisions, _micros))
        {
            console.See(done);
        }

        Interlocked.Add(ref _decided, count);
    }

    private void Add(EventBatch batch, string account)
    {
        ref var e = ref batch.BeginEvent();
        (e.TimeMicros, e.Operation) = (_micros, Operation.Audio);
        (e.Status, e.Bytes) = (EventLimits.DefaultStatus, 4_000_000);
        batch.AddTrack(ref e, StableHash.Combine((ulong)_random.Next(200_000), 3));
        batch.SetAccount(ref e, Encoding.UTF8.GetBytes(account));
        batch.CommitEvent(ref e);
    }

    private Decision DecisionOf(int account, Verdict verdict) => new()
    {
        Id = $"{_random.NextInt64():x16}{_random.NextInt64():x16}",
        TimeMicros = _micros,
        Account = NameOf(account),
        Verdict = verdict,
        Score = 0.5 + (_random.NextDouble() / 2),
        Reasons =
        [
            new Reason("rule.audio-tracks-24h", 1_204, 700, 0.97),
            new Reason("evidence.never-returns", 19, 18, 0.9),
            new Reason("feature.gap-mean-24h", 2.1, 4, 0.2),
        ],
        Campaign = account % OneInCampaign == 0 ? Campaign : null,
        Exposure = new Exposure(1_204, 1_204, 5_800_000_000),
        Model = "model",
        Policy = "default",
        Mode = PolicyMode.Enforce,
    };
}
