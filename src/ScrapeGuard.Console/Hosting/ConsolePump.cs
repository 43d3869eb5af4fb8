using Microsoft.Extensions.Logging;
using ScrapeGuard.Actions.Audit;
using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Actions.Planning;
using ScrapeGuard.Actions.Storing;
using ScrapeGuard.Console.Acting;
using ScrapeGuard.Console.Traffic;
using ScrapeGuard.Console.Views;
using ScrapeGuard.Core.Decisions;

namespace ScrapeGuard.Console.Hosting;

/// <summary>Moves what happens to those who watch: decisions as they come, the audit as it is written, the overview.
/// </summary>
internal sealed partial class ConsolePump(ConsoleContext console)
{
    private static readonly EffectKind?[] Kinds = [.. Enum.GetValues<EffectKind>().Select(kind => (EffectKind?)kind)];
    private static readonly TimeSpan AuditPause = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan OverviewPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FaultPause = TimeSpan.FromSeconds(5);

    /// <summary>Works until the console ends.</summary>
    public async Task RunAsync()
    {
        console.Sources.Traffic.Decided = Tell;
        try
        {
            await Task.WhenAll(
                RepeatAsync(FollowAsync, AuditPause), RepeatAsync(OverviewAsync, OverviewPause));
        }
        finally
        {
            console.Sources.Traffic.Decided = null;
        }
    }

    private void Tell(Decision decision) => console.Feed.Publish("decision", decision);

    private async Task FollowAsync(CancellationToken stop)
    {
        var entries = await console.Audit.FollowAsync(stop);
        foreach (var entry in entries)
        {
            Apply(entry);
            if (!console.Audit.IsOpen)
            {
                continue;
            }

            console.Feed.Publish("audit", AuditTail.ViewOf(entry));
            if (StateOf(entry) is { } state)
            {
                console.Feed.Publish("case", new CaseNews(entry.Fact.Case!, state, entry.Fact.Account));
            }
        }

        if (entries.Count == 0)
        {
            console.Audit.Open();
        }
    }

    /// <summary>What is in force is known by what was done; a demo tells of it itself, in its own time.</summary>
    private void Apply(AuditEntry entry)
    {
        if (!console.Sources.IsSimulated && entry.Fact is { What: "effect.done", Account: { } account, Kind: { } word }
            && Array.Find(Kinds, kind => PlanWords.Of(kind!.Value) == word) is { } done)
        {
            console.Sources.Traffic.Become(account, done, entry.Fact.TimeMicros);
        }
    }

    private async Task OverviewAsync(CancellationToken stop)
    {
        foreach (var news in console.Sources.Traffic.Read(CampaignViews.NewsOf))
        {
            console.Feed.Publish("campaign", news);
        }

        if (console.Streams.Readers > 0)
        {
            console.Feed.PublishOverview(await console.Overview.ReadAsync(stop));
        }
    }

    private static string? StateOf(AuditEntry entry) => entry.Fact.Case is null ? null : entry.Fact.What switch
    {
        "case.opened" => "open",
        "case.closed" => "closed",
        "effect.held" => "waiting",
        "effect.done" or "effect.rejected" or "effect.due" => "open",
        _ => null,
    };

    private async Task RepeatAsync(Func<CancellationToken, Task> step, TimeSpan pause)
    {
        while (!console.Stopping.IsCancellationRequested)
        {
            var wait = pause;
            try
            {
                await step(console.Stopping);
            }
            catch (StoreUnavailableException exception)
            {
                LogAway(console.Log, exception.Message);
                wait = FaultPause;
            }
            catch (OperationCanceledException) when (console.Stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // A fault of the program: it is told, and those who watch go on with what can be shown.
                LogFailure(console.Log, exception);
                wait = FaultPause;
            }

            try
            {
                await Task.Delay(wait, console.Time, console.Stopping);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    [LoggerMessage(8122, LogLevel.Error, "what is shown could not be brought up to date")]
    private static partial void LogFailure(ILogger logger, Exception exception);

    [LoggerMessage(8121, LogLevel.Warning, "the database does not answer: {Reason}")]
    private static partial void LogAway(ILogger logger, string reason);
}
