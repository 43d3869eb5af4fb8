using ScrapeGuard.AccountService.Options;
using ScrapeGuard.AccountService.Receivers;
using ScrapeGuard.AccountService.Secrets;
using ScrapeGuard.Actions.Executing;
using ScrapeGuard.Actions.Safeguards;
using ScrapeGuard.Actions.Safeguards.Risc;
using ScrapeGuard.Kafka.Actioning;
using Keys = ScrapeGuard.Cli.Services.ActionerKeys;

namespace ScrapeGuard.Cli.Services;

/// <summary>Makes the settings of an actioner, and names what is wrong with them.</summary>
internal sealed class ActionerBinder(SettingValues values, SettingsLayers layers, List<string> errors)
{
    private const int MaxDayMilliseconds = 86_400_000;
    private const int MaxDaySeconds = 86_400;
    private const int MillisecondsPerSecond = 1_000;

    private static readonly string[] OfSyslog =
        [Keys.SyslogRoots, Keys.SyslogCertificate, Keys.SyslogKey, Keys.SyslogAll];

    public ActionerSettings Bind(SharedSettings shared)
    {
        var accounts = new AccountServiceBinder(values, layers).Bind();
        errors.AddRange(accounts.Validate()
            .Where(mistake => accounts.BaseUrl.Length > 0 || !IsOfAddress(mistake)).Select(layers.Place));
        var intake = IntakeOf(new IntakeOptions());
        errors.AddRange(intake.Validate().Select(layers.Place));
        return new ActionerSettings
        {
            Shared = shared.InGroup(layers, ActionerSettings.DefaultGroup),
            Accounts = accounts,
            Database = DatabaseBinder.Bind(values, layers, errors),
            Intake = intake,
            Actions = ActionsOf(new ActionsOptions(), accounts),
            IsStopped = values.Flag(Keys.Stopped) ?? false,
            StopFile = values.Text(Keys.StopFile),
            Safeguards = SafeguardsOf(new SafeguardOptions()),
            Receiver = ReceiverOf(),
            AlertWebhook = values.Address(Keys.AlertWebhook),
            Syslog = SyslogOf(),
            SyslogTakesAll = values.Flag(Keys.SyslogAll) ?? false,
        };
    }

    private SyslogSettings? SyslogOf()
    {
        var files = (values.Text(Keys.SyslogRoots), values.Text(Keys.SyslogCertificate), values.Text(Keys.SyslogKey));
        if (values.Text(Keys.Syslog) is not { } text)
        {
            // What belongs to a server that is not named would be passed over in silence.
            foreach (var key in OfSyslog.Where(key => !string.IsNullOrWhiteSpace(layers[key])))
            {
                values.Reject<SyslogSettings>(key, $"belongs to {Keys.Syslog}, which is not set");
            }

            return null;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var server)
            || server is not
            {
                Scheme: SyslogSettings.Udp or SyslogSettings.Tcp or SyslogSettings.Tls, Host.Length: > 0, UserInfo: "",
                PathAndQuery: "" or "/", Fragment: ""
            })
        {
            return values.Reject<SyslogSettings>(
                Keys.Syslog, "must be udp://host:port, tcp://host:port or tls://host:port",
                isSecret: text.Contains('@', StringComparison.Ordinal));
        }

        var settings = new SyslogSettings(server, files.Item1, files.Item2, files.Item3);
        if (!settings.IsTls && files is not (null, null, null))
        {
            values.Reject<SyslogSettings>(Keys.Syslog, "must be tls://host:port, for Alerts:SyslogTls is set");
        }

        if (files is (_, null, not null))
        {
            values.Reject<SyslogSettings>(Keys.SyslogKey, $"has no certificate; {Keys.SyslogCertificate} names it");
        }

        return settings;
    }

    private static bool IsOfAddress(string mistake) =>
        mistake.StartsWith(AccountServiceKeys.BaseUrl + " ", StringComparison.Ordinal);

    private IntakeOptions IntakeOf(IntakeOptions defaults) => new()
    {
        BatchRecords = values.Int(Keys.BatchRecords) ?? defaults.BatchRecords,
        BatchMilliseconds = values.Int(Keys.BatchMilliseconds) ?? defaults.BatchMilliseconds,
    };

    private ActionsOptions ActionsOf(ActionsOptions defaults, AccountServiceOptions accounts)
    {
        var first = values.Between(Keys.FirstRetryMilliseconds, 1, MaxDayMilliseconds);
        var longest = values.Between(Keys.LongestRetrySeconds, 1, MaxDaySeconds);
        var lease = values.Between(Keys.LeaseSeconds, 1, MaxDaySeconds);
        var options = defaults with
        {
            MaxCalls = values.Between(Keys.MaxCalls, 1, 1_024) ?? defaults.MaxCalls,
            MaxAttempts = values.Between(Keys.MaxAttempts, 1, 1_000) ?? defaults.MaxAttempts,
            FirstRetry = first is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : defaults.FirstRetry,
            LongestRetry = longest is { } seconds ? TimeSpan.FromSeconds(seconds) : defaults.LongestRetry,
            Lease = lease is { } held ? TimeSpan.FromSeconds(held) : defaults.Lease,
        };
        if (options.FirstRetry > options.LongestRetry)
        {
            errors.Add(layers.Place($"{Keys.LongestRetrySeconds} '{options.LongestRetry.TotalSeconds}': must be at "
                + $"least {Keys.FirstRetryMilliseconds} ({options.FirstRetry.TotalMilliseconds} ms)"));
        }

        // Another actioner would ask about a call that may still be made.
        var longestCall = (long)accounts.MaxAttempts
            * (accounts.AttemptTimeoutMilliseconds + accounts.MaxRetryDelayMilliseconds) / MillisecondsPerSecond;
        if (options.Lease.TotalSeconds <= longestCall)
        {
            errors.Add(layers.Place($"{Keys.LeaseSeconds} '{options.Lease.TotalSeconds}': must be over {longestCall}, "
                + "the longest that a call may take with its further attempts (AccountService)"));
        }

        return options;
    }

    private SafeguardOptions SafeguardsOf(SafeguardOptions defaults)
    {
        var options = defaults with { Source = values.Text(Keys.Source) ?? defaults.Source };
        errors.AddRange(options.Validate().Select(Placed));
        return options;
    }

    private ReceiverSettings? ReceiverOf()
    {
        var url = values.Address(Keys.ReceiverUrl);
        var issuer = values.Text(Keys.ReceiverIssuer);
        var audience = values.Text(Keys.ReceiverAudience);
        var format = values.Word<RiscSubjectFormat>(Keys.ReceiverSubjectFormat);
        var subjectIssuer = values.Text(Keys.ReceiverSubjectIssuer);
        var keyFile = values.Text(Keys.ReceiverKeyFile);
        var keyId = values.Text(Keys.ReceiverKeyId);
        var tokenFile = values.Text(Keys.ReceiverTokenFile);
        var tokenVariable = values.Text(Keys.ReceiverTokenVariable);
        if (url is null)
        {
            return null;
        }

        foreach (var (key, value) in new[]
        {
            (Keys.ReceiverIssuer, issuer), (Keys.ReceiverAudience, audience), (Keys.ReceiverKeyFile, keyFile),
            (Keys.ReceiverKeyId, keyId),
        })
        {
            if (value is null && layers[key] is null)
            {
                errors.Add($"{key}: is missing; {Keys.ReceiverUrl} is set, and tokens need it");
            }
        }

        var push = new SetReceiverOptions
        {
            Url = url.OriginalString,
            Token = tokenFile is null && tokenVariable is null
                ? null
                : new SecretSource { File = tokenFile, Variable = tokenVariable },
        };
        var risc = new RiscOptions
        {
            Issuer = issuer ?? "",
            Audience = audience ?? "",
            SubjectFormat = format ?? RiscSubjectFormat.Opaque,
            SubjectIssuer = subjectIssuer,
        };
        errors.AddRange(push.Validate().Select(layers.Place));
        if (issuer is null || audience is null || keyFile is null || keyId is null)
        {
            return null;
        }

        errors.AddRange(risc.Validate().Select(mistake => Placed($"{SetReceiverOptions.Section}:{mistake}")));
        return new ReceiverSettings(push, risc, keyFile, keyId);
    }

    /// <summary><c>KEY is 'VALUE': ...</c> as all other mistakes are told.</summary>
    private string Placed(string mistake) =>
        layers.Place(mistake.Replace(" is '", " '", StringComparison.Ordinal));
}
