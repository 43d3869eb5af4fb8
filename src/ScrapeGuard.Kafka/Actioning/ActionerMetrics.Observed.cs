using System.Diagnostics.Metrics;
using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Actions.Executing;
using ScrapeGuard.Actions.Storing;
using Names = ScrapeGuard.Kafka.Actioning.ActionerMetricNames;
using Tag = System.Collections.Generic.KeyValuePair<string, object?>;

namespace ScrapeGuard.Kafka.Actioning;

/// <summary>What is asked for when somebody collects.</summary>
public sealed partial class ActionerMetrics
{
    /// <summary>Shows what an actioner counts and how it stands.</summary>
    /// <param name="counters">What it counts.</param>
    /// <param name="snapshot">Called from any thread, once an instrument: is to be cheap, and must not wait.</param>
    public void Observe(ActionCounters counters, Func<ActionerSnapshot> snapshot)
    {
        ArgumentNullException.ThrowIfNull(counters);
        ArgumentNullException.ThrowIfNull(snapshot);
        ObserveCounters(counters);
        Gauge(Names.Open, "{effect}", "Effects that something may still become of, by state.", () =>
            snapshot().Open.Where(open => open.Key.IsOpen())
                .Select(open => new Measurement<double>(open.Value, new Tag(Names.StateTag, WordOf(open.Key)))));
        Gauge(Names.OldestDue, "s", "How long the effect that waits longest is overdue.", () =>
            [new Measurement<double>(snapshot().OldestDueSeconds)]);
        Gauge(Names.BudgetLeft, "{account}", "Suspensions that the budget has left, by window.", () =>
            snapshot().BudgetLeft.Select(left =>
                new Measurement<double>(Math.Max(0, left.Value), new Tag(Names.WindowTag, left.Key))));
        Gauge(Names.ActiveAccounts, "{account}", "Active accounts that a share is taken of; 0: not known.", () =>
            [new Measurement<double>(snapshot().ActiveAccounts)]);
        Gauge(Names.KillSwitch, "", "1 while the kill switch is thrown.", () =>
            [new Measurement<double>(snapshot().IsStopped ? 1 : 0)]);
        Gauge(Names.OutboxDepth, "{event}", "Safeguard events that are not published, by channel.", () =>
            snapshot().Outbox.Select(depth =>
                new Measurement<double>(depth.Value, new Tag(Names.ChannelTag, WordOf(depth.Key)))));
        Gauge(Names.Collateral, "{account}", "Whom we hit today: effects done, by kind and cohort.", () =>
            snapshot().Collateral.Select(hit => new Measurement<double>(
                hit.Count, new Tag(Names.KindTag, hit.Kind), new Tag(Names.CohortTag, hit.Cohort))));
    }

    private void ObserveCounters(ActionCounters counters)
    {
        Total(Names.Decisions, "{decision}", "Decisions, by what became of them.", () =>
            Enum.GetValues<DecisionFate>()
                .Select(fate => Of(counters.Decisions(fate), Names.FateTag, WordOf(fate)))
                .Append(Of(counters.RepeatedDecisions, Names.FateTag, "repeated")));
        Total(Names.Commands, "{command}", "Operators' commands, by what became of them.", () =>
        [
            Of(counters.AcceptedCommands, Names.OutcomeTag, "accepted"),
            Of(counters.RefusedCommands, Names.OutcomeTag, "refused"),
            Of(counters.RepeatedCommands, Names.OutcomeTag, "repeated"),
        ]);
        Total(Names.Entered, "{effect}", "Times that an effect came into a state.", () =>
            Enum.GetValues<EffectState>().Select(state => Of(counters.Effects(state), Names.StateTag, WordOf(state))));
        Total(Names.Done, "{effect}", "Effects that were done, by kind.", () =>
            Enum.GetValues<EffectKind>().Select(kind => Of(counters.Done(kind), Names.KindTag, WordOf(kind))));
        Total(Names.Retried, "{effect}", "Effects that were not done and are tried again.", () =>
            [new Measurement<long>(counters.Retries)]);
        Total(Names.Questions, "{question}", "Times that the service was asked what became of a call.", () =>
            [new Measurement<long>(counters.Questions)]);
        Total(Names.Trips, "{trip}", "Budgets that were found used up and told of.", () =>
            [new Measurement<long>(counters.Trips)]);
        Total(Names.ProfilesMissing, "{account}", "Accounts of which the account service told nothing.", () =>
            [new Measurement<long>(counters.ProfilesMissing)]);
    }

    private static Measurement<long> Of(long value, string tag, string word) => new(value, new Tag(tag, word));

    private static string WordOf<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private void Total(string name, string unit, string description, Func<IEnumerable<Measurement<long>>> values) =>
        _meter.CreateObservableCounter(name, values, unit, description);

    private void Gauge(string name, string unit, string description, Func<IEnumerable<Measurement<double>>> values) =>
        _meter.CreateObservableGauge(name, values, unit, description);
}
