namespace ScrapeGuard.Cli.Services;

/// <summary>The settings of an actioner's own.</summary>
internal static class ActionerKeys
{
    public const string BatchRecords = "Actioner:BatchRecords";
    public const string BatchMilliseconds = "Actioner:BatchMilliseconds";
    public const string MaxCalls = "Actioner:MaxCalls";
    public const string MaxAttempts = "Actioner:MaxAttempts";
    public const string FirstRetryMilliseconds = "Actioner:FirstRetryMilliseconds";
    public const string LongestRetrySeconds = "Actioner:LongestRetrySeconds";
    public const string LeaseSeconds = "Actioner:LeaseSeconds";
    public const string Stopped = "Actioner:Stopped";
    public const string StopFile = "Actioner:StopFile";
    public const string Source = "Safeguards:Source";
    public const string AlertWebhook = "Alerts:WebhookUrl";
    public const string Syslog = "Alerts:Syslog";
    public const string SyslogAll = "Alerts:SyslogAll";
    public const string SyslogRoots = "Alerts:SyslogTls:RootsFile";
    public const string SyslogCertificate = "Alerts:SyslogTls:CertificateFile";
    public const string SyslogKey = "Alerts:SyslogTls:KeyFile";
    public const string ReceiverUrl = "SetReceiver:Url";
    public const string ReceiverIssuer = "SetReceiver:Issuer";
    public const string ReceiverAudience = "SetReceiver:Audience";
    public const string ReceiverSubjectFormat = "SetReceiver:SubjectFormat";
    public const string ReceiverSubjectIssuer = "SetReceiver:SubjectIssuer";
    public const string ReceiverKeyFile = "SetReceiver:KeyFile";
    public const string ReceiverKeyId = "SetReceiver:KeyId";
    public const string ReceiverTokenFile = "SetReceiver:Token:File";
    public const string ReceiverTokenVariable = "SetReceiver:Token:Variable";

    public static IEnumerable<string> All { get; } =
    [
        BatchRecords, BatchMilliseconds, MaxCalls, MaxAttempts, FirstRetryMilliseconds, LongestRetrySeconds,
        LeaseSeconds, Stopped, StopFile, Source, AlertWebhook, Syslog, SyslogAll, SyslogRoots, SyslogCertificate,
        SyslogKey, ReceiverUrl, ReceiverIssuer, ReceiverAudience, ReceiverSubjectFormat, ReceiverSubjectIssuer,
        ReceiverKeyFile, ReceiverKeyId, ReceiverTokenFile, ReceiverTokenVariable,
    ];
}
