using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Actions.Guarding;
using ScrapeGuard.Actions.Storing;
using ScrapeGuard.Core.Time;
using ScrapeGuard.Kafka.Actioning;

namespace ScrapeGuard.Cli.Actioning;

/// <summary>Reads now and then how the store stands, for whoever collects metrics.</summary>
/// <param name="reader">The store.</param>
/// <param name="policy">Has the budgets.</param>
/// <param name="stopped">The kill switch by file or setting.</param>
/// <param name="time">The clock.</param>
internal sealed class StoreWatch(IActionReader reader, ActingPolicy policy, StopSwitch stopped, TimeProvider time)
{
    /// <summary>Most cohorts that become labels; the others are summed up as one.</summary>
    private const int MaxCohorts = 200;

    private const string OtherCohorts = "other";

    private const long MicrosPerDay = 86_400_000_000;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    private volatile ActionerSnapshot _snapshot = ActionerSnapshot.Empty;

    /// <summary>What was read last.</summary>
    public ActionerSnapshot Snapshot => _snapshot;

    /// <summary>Reads on until it is to stop.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                try
                {
                    _snapshot = await ReadAsync(stop);
                }
                catch (StoreUnavailableException)
                {
                    // Whoever works with the store tells of it.
                }

                await Task.Delay(Every, time, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // It was to stop.
        }
    }

    private async Task<ActionerSnapshot> ReadAsync(CancellationToken stop)
    {
        var now = UnixMicros.Of(time.GetUtcNow());
        var due = await reader.EffectsAsync(EffectState.Due, skip: 0, max: 1, stop);
        var guard = await reader.GuardAsync(stop);
        var hour = await reader.CountersAsync(CounterKind.Suspension, Budgets.HourFrom(now), stop);
        var day = await reader.CountersAsync(CounterKind.Suspension, Budgets.DayFrom(now), stop);
        var collateral = await reader.CountersAsync(CounterKind.Collateral, now / MicrosPerDay, stop);
        var budgets = policy.Current.Guard;
        return new ActionerSnapshot
        {
            ActiveAccounts = policy.ActiveAccounts,
            Open = await reader.CountEffectsAsync(stop),
            OldestDueSeconds = due.Count == 0 ? 0 : Math.Max(0, now - due[0].DueMicros) / 1e6,
            BudgetLeft = new Dictionary<string, long>(StringComparer.Ordinal)
            {
                ["hour"] = budgets.SuspensionsPerHour - hour.GetValueOrDefault(Budgets.All),
                ["day"] = Budgets.DayOf(budgets) - day.GetValueOrDefault(Budgets.All),
            },
            IsStopped = guard.IsStopped || stopped.Reason() is not null,
            Outbox = new Dictionary<OutgoingChannel, long>
            {
                [OutgoingChannel.Topic] = await reader.CountOutgoingAsync(OutgoingChannel.Topic, stop),
                [OutgoingChannel.Push] = await reader.CountOutgoingAsync(OutgoingChannel.Push, stop),
            },
            Collateral = Bounded(collateral),
        };
    }

    private static List<(string Kind, string Cohort, long Count)> Bounded(IReadOnlyDictionary<string, long> counts)
    {
        var hits = counts.OrderByDescending(count => count.Value).ThenBy(count => count.Key, StringComparer.Ordinal)
            .Select(count => (Words: count.Key.Split(' ', 2), count.Value))
            .Where(count => count.Words.Length == 2)
            .Select(count => (Kind: count.Words[0], Cohort: count.Words[1], Count: count.Value)).ToList();
        return
        [
            .. hits.Take(MaxCohorts),
            .. hits.Skip(MaxCohorts).GroupBy(hit => hit.Kind, StringComparer.Ordinal)
                .Select(rest => (rest.Key, OtherCohorts, rest.Sum(hit => hit.Count))),
        ];
    }
}
