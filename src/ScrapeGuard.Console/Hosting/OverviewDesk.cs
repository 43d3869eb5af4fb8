using ScrapeGuard.Actions.Guarding;
using ScrapeGuard.Console.Acting;
using ScrapeGuard.Console.Api;
using ScrapeGuard.Console.Sources;
using ScrapeGuard.Console.Traffic;
using ScrapeGuard.Console.Views;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Core.Time;

namespace ScrapeGuard.Console.Hosting;

/// <summary>Puts the overview together, once a second for all who look.</summary>
internal sealed class OverviewDesk(
    ConsoleSources sources, CaseBook cases, ListeningDesk listening, TimeProvider time) : IDisposable
{
    private const long MicrosPerDay = 86_400_000_000;
    private const double MicrosPerSecond = 1e6;
    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(900);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly EventRate _rate = new(time);
    private OverviewView? _view;
    private long _made;

    /// <exception cref="Actions.Storing.StoreUnavailableException">The store does not answer.</exception>
    public async Task<OverviewView> ReadAsync(CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            if (_view is null || time.GetElapsedTime(_made) >= Fresh)
            {
                _view = await MakeAsync(cancellation);
                _made = time.GetTimestamp();
            }

            return _view;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private async Task<OverviewView> MakeAsync(CancellationToken cancellation)
    {
        var board = await cases.ReadAsync(cancellation);
        var guard = await GuardAsync(board, cancellation);
        var shares = listening.Shares();
        var policy = sources.Policies.Active;
        return sources.Traffic.Read(tables =>
        {
            var active = tables.Accounts.Where(account => account.LastMicros > tables.NewestMicros - MicrosPerDay)
                .ToList();
            var seen = Moment.Of(tables.NewestMicros);
            return new OverviewView
            {
                Time = seen,
                Mode = policy.Mode == PolicyMode.Enforce ? "enforce" : "shadow",
                Policy = policy.Name,
                Model = sources.Policies.Model,
                Events = tables.Events,
                EventsPerSecond = _rate.Sample(tables.Events),
                Accounts = new AccountCounts(active.Count, FlaggedOf(tables)),
                Leak = LeakViews.Of(tables, shares),
                Traffic = tables.Traffic.Select((at, counts) =>
                    new TrafficPoint(new Moment(at), counts[0], counts[1])),
                Decisions = tables.Decisions.Select((at, counts) => new DecisionPoint(
                    new Moment(at), counts[(int)Verdict.Observe], counts[(int)Verdict.Throttle],
                    counts[(int)Verdict.Challenge], counts[(int)Verdict.Suspend], counts[(int)Verdict.Restore])),
                Campaigns = CampaignsOf(tables, board),
                Guard = guard,
                Collateral = CollateralViews.Of(tables, active),
                Queue = new QueueCounts(board.Open, board.Waiting),
                DelaySeconds = sources.IsSimulated || seen is not { } newest ? null : Math.Max(
                    0, Math.Round((UnixMicros.Of(Time.GetUtcNow()) - newest.Micros) / MicrosPerSecond, 1)),
                Overflow = tables.Overflow + cases.Overflow,
            };
        });
    }

    private TimeProvider Time => time;

    private static VerdictCounts FlaggedOf(TrafficTables tables)
    {
        var counts = tables.Accounts.CountBy(account => account.Verdict).ToDictionary();
        return new VerdictCounts(
            counts.GetValueOrDefault(Verdict.Observe), counts.GetValueOrDefault(Verdict.Throttle),
            counts.GetValueOrDefault(Verdict.Challenge), counts.GetValueOrDefault(Verdict.Suspend));
    }

    private static CampaignCounts CampaignsOf(TrafficTables tables, CaseBoard board)
    {
        var closed = board.Cases.Where(entry => entry.Case is
        { Subject: Actions.Cases.CaseSubject.Campaign, IsOpen: false })
            .Select(entry => entry.Case.Name).ToHashSet(StringComparer.Ordinal);
        var open = CampaignMembers.All(tables)
            .Where(campaign => !closed.Contains(campaign.Key) && tables.Campaigns.IsOpen(campaign.Key)).ToList();
        return new CampaignCounts(
            open.Count, open.Sum(campaign => (long)CampaignMembers.CountOf(campaign.Key, campaign.Value, tables)));
    }

    private async Task<GuardView> GuardAsync(CaseBoard board, CancellationToken cancellation)
    {
        var reader = sources.Actions;
        var options = Budgets.WithActive(sources.Policies.Active.Guard, sources.ActiveAccounts());
        var now = sources.Commands.NowMicros;
        var state = await reader.GuardAsync(cancellation);
        var hour = await reader.CountersAsync(CounterKind.Suspension, Budgets.HourFrom(now), cancellation);
        var day = await reader.CountersAsync(CounterKind.Suspension, Budgets.DayFrom(now), cancellation);
        List<BudgetView> budgets =
        [
            new("suspensions in an hour", hour.GetValueOrDefault(Budgets.All), options.SuspensionsPerHour, 3_600),
            new("suspensions in a day", day.GetValueOrDefault(Budgets.All), Budgets.DayOf(options), 86_400),
        ];
        budgets.AddRange(hour.Where(scope => scope.Key != Budgets.All && scope.Value > 0)
            .OrderByDescending(scope => scope.Value).ThenBy(scope => scope.Key, StringComparer.Ordinal).Take(6)
            .Select(scope => new BudgetView(
                $"{scope.Key} in an hour", scope.Value, options.SuspensionsPerCohortAndHour, 3_600)));
        return new GuardView
        {
            Budgets = budgets,
            Tripped = budgets.Exists(budget => budget.Used >= budget.Limit)
                || state.Trips.Values.Any(until => until > now),
            KillSwitch = state.IsStopped,
            StoppedBy = state.StoppedBy,
            StopReason = state.IsStopped ? state.StopReason : null,
            Waiting = board.Held,
        };
    }
}
