using ScrapeGuard.AccountService.Options;
using ScrapeGuard.AccountService.Receivers;
using ScrapeGuard.AccountService.Secrets;
using ScrapeGuard.Actions.Executing;
using ScrapeGuard.Actions.Safeguards;
using ScrapeGuard.Actions.Safeguards.Risc;
using ScrapeGuard.Kafka.Actioning;
using ScrapeGuard.Postgres;
using Keys = ScrapeGuard.Cli.Services.ActionerKeys;

namespace ScrapeGuard.Cli.Services;

/// <summary>Makes the settings of an actioner, and names what is wrong with them.</summary>
internal sealed class ActionerBinder(SettingValues values, SettingsLayers layers, List<string> errors)
{
    private const int MaxDayMilliseconds = 86_400_000;
    private const int MaxDaySeconds = 86_400;
    private const int MillisecondsPerSecond = 1_000;

    public ActionerSettings Bind(SharedSettings shared)
    {
        var accounts = new AccountServiceBinder(values, layers).Bind();
        errors.AddRange(accounts.Validate()
            .Where(mistake => accounts.BaseUrl.Length > 0 || !IsOfAddress(mistake)).Select(layers.Place));
        var intake = IntakeOf(new IntakeOptions());
        errors.AddRange(intake.Validate().Select(layers.Place));
        var group = layers[SettingCatalogue.GroupId];
        return new ActionerSettings
        {
            Shared = shared with
            {
                Kafka = shared.Kafka with
                {
                    GroupId = string.IsNullOrWhiteSpace(group) ? ActionerSettings.DefaultGroup : group,
                },
            },
            Accounts = accounts,
            ConnectionString = DatabaseOf(),
            Intake = intake,
            Actions = ActionsOf(new ActionsOptions(), accounts),
            IsStopped = values.Flag(Keys.Stopped) ?? false,
            StopFile = values.Text(Keys.StopFile),
            Safeguards = SafeguardsOf(new SafeguardOptions()),
            Receiver = ReceiverOf(),
            AlertWebhook = values.Address(Keys.AlertWebhook),
        };
    }

    private string? DatabaseOf()
    {
        var connection = values.Text(SettingCatalogue.ConnectionString);
        if (connection is not null
            && new PostgresOptions { ConnectionString = connection }.Validate() is [var wrong, ..])
        {
            var mistake = wrong[(wrong.IndexOf(": ", StringComparison.Ordinal) + 2)..];
            return values.Reject<string>(SettingCatalogue.ConnectionString, mistake);
        }

        return connection;
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
        var first = Between(Keys.FirstRetryMilliseconds, 1, MaxDayMilliseconds);
        var longest = Between(Keys.LongestRetrySeconds, 1, MaxDaySeconds);
        var lease = Between(Keys.LeaseSeconds, 1, MaxDaySeconds);
        var options = defaults with
        {
            MaxCalls = Between(Keys.MaxCalls, 1, 1_024) ?? defaults.MaxCalls,
            MaxAttempts = Between(Keys.MaxAttempts, 1, 1_000) ?? defaults.MaxAttempts,
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

    private int? Between(string key, int least, int most)
    {
        var number = values.Int(key);
        if (number < least || number > most)
        {
            values.Reject<string>(key, $"must be {least} to {most}");
            return null;
        }

        return number;
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
