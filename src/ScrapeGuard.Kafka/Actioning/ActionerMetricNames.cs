namespace ScrapeGuard.Kafka.Actioning;

/// <summary>
/// The instruments of an actioner, all that dashboards and alerts may ask for. In Prometheus' text dots become
/// underscores, the unit follows, then <c>_total</c> on a counter: <c>scrapeguard_effects_done_total</c>.
/// </summary>
public static class ActionerMetricNames
{
    /// <summary>The meter that has them all.</summary>
    public const string Meter = "ScrapeGuard.Actioner";

    // As OpenTelemetry's semantic conventions for messaging have it.
    public const string Consumed = "messaging.client.consumed.messages";

    // Counters, pushed.
    public const string DeadLettered = "scrapeguard.records.dead_lettered";
    public const string Published = "scrapeguard.safeguard_events.published";
    public const string PublishFailed = "scrapeguard.safeguard_events.failed";
    public const string CommitsFailed = "scrapeguard.commits.failed";
    public const string Rebalances = "scrapeguard.partitions.rebalances";
    public const string SessionRestarts = "scrapeguard.sessions.restarted";
    public const string StoreFaults = "scrapeguard.store.faults";
    public const string AlertsSent = "scrapeguard.alerts.sent";
    public const string AlertsLost = "scrapeguard.alerts.lost";
    public const string Forgotten = "scrapeguard.store.forgotten";

    // Histograms, seconds.
    public const string IntakeDuration = "scrapeguard.intake.duration";

    // Counters, from what the actioner counts.
    public const string Decisions = "scrapeguard.decisions.taken";
    public const string Commands = "scrapeguard.commands.taken";
    public const string Entered = "scrapeguard.effects.entered";
    public const string Done = "scrapeguard.effects.done";
    public const string Retried = "scrapeguard.effects.retried";
    public const string Questions = "scrapeguard.effects.asked";
    public const string Trips = "scrapeguard.guard.trips";
    public const string ProfilesMissing = "scrapeguard.profiles.missing";

    // Gauges, from the snapshot.
    public const string Open = "scrapeguard.effects.open";
    public const string OldestDue = "scrapeguard.effects.oldest_due_age";
    public const string BudgetLeft = "scrapeguard.guard.budget_left";
    public const string ActiveAccounts = "scrapeguard.guard.active_accounts";
    public const string KillSwitch = "scrapeguard.guard.stopped";
    public const string OutboxDepth = "scrapeguard.outbox.depth";
    public const string Collateral = "scrapeguard.collateral.accounts";

    // Tags.
    public const string ReasonTag = "reason";
    public const string TopicTag = "messaging.destination.name";
    public const string FateTag = "fate";
    public const string KindTag = "kind";
    public const string OutcomeTag = "outcome";
    public const string StateTag = "state";
    public const string WindowTag = "window";
    public const string CohortTag = "cohort";
    public const string ChannelTag = "channel";

    // Ways that alerts go.
    public const string Webhook = "webhook";
    public const string Syslog = "syslog";

    /// <summary>Every instrument.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Consumed, DeadLettered, Published, PublishFailed, CommitsFailed, Rebalances, SessionRestarts, StoreFaults,
        AlertsSent, AlertsLost, Forgotten, IntakeDuration, Decisions, Commands, Entered, Done, Retried, Questions,
        Trips, ProfilesMissing, Open, OldestDue, BudgetLeft, ActiveAccounts, KillSwitch, OutboxDepth, Collateral,
    ];
}
