using ScrapeGuard.AccountService.Options;
using ScrapeGuard.Actions.Executing;
using ScrapeGuard.Actions.Safeguards;
using ScrapeGuard.Kafka.Actioning;
using ScrapeGuard.Postgres;

namespace ScrapeGuard.Cli.Services;

/// <summary>All settings of an actioner, checked.</summary>
internal sealed record ActionerSettings
{
    /// <summary>The group of actioners where nothing else is said.</summary>
    public const string DefaultGroup = "scrapeguard-actioner";

    /// <summary>What all services have.</summary>
    public required SharedSettings Shared { get; init; }

    /// <summary>The settings under <c>AccountService</c>.</summary>
    public required AccountServiceOptions Accounts { get; init; }

    /// <summary>The settings under <c>Database</c>; null: what must not be forgotten is kept in a journal.</summary>
    public PostgresOptions? Database { get; init; }

    /// <summary><c>Actioner:BatchRecords</c>, <c>Actioner:BatchMilliseconds</c>.</summary>
    public IntakeOptions Intake { get; init; } = new();

    /// <summary>The other settings under <c>Actioner</c>.</summary>
    public ActionsOptions Actions { get; init; } = new();

    /// <summary><c>Actioner:Stopped</c>: the kill switch by setting.</summary>
    public bool IsStopped { get; init; }

    /// <summary><c>Actioner:StopFile</c>: the kill switch by file; null: there is none.</summary>
    public string? StopFile { get; init; }

    /// <summary>The settings under <c>Safeguards</c>.</summary>
    public SafeguardOptions Safeguards { get; init; } = new();

    /// <summary>The settings under <c>SetReceiver</c>; null: nobody gets tokens.</summary>
    public ReceiverSettings? Receiver { get; init; }

    /// <summary><c>Alerts:WebhookUrl</c>, a secret; null: alerts stand in the topic and the log only.</summary>
    public Uri? AlertWebhook { get; init; }

    /// <summary><c>Alerts:Syslog</c> and how it is secured; null: none.</summary>
    public SyslogSettings? Syslog { get; init; }

    /// <summary><c>Alerts:SyslogAll</c>: all safeguard events go there, not only alerts.</summary>
    public bool SyslogTakesAll { get; init; }
}
