using System.Collections.Immutable;
using ScrapeGuard.AccountService.Options;
using ScrapeGuard.AccountService.Secrets;

namespace ScrapeGuard.Cli.Services;

/// <summary>Makes the settings of the account service.</summary>
internal sealed class AccountServiceBinder(SettingValues values, SettingsLayers layers)
{
    private const string Section = AccountServiceKeys.Section;

    /// <summary>Binds; ranges are for the options to check.</summary>
    public AccountServiceOptions Bind()
    {
        var defaults = new AccountServiceOptions();
        return defaults with
        {
            BaseUrl = values.Address(AccountServiceKeys.BaseUrl)?.OriginalString ?? defaults.BaseUrl,
            Throttle = TemplateOf(nameof(defaults.Throttle), defaults.Throttle),
            Challenge = TemplateOf(nameof(defaults.Challenge), defaults.Challenge),
            Suspend = TemplateOf(nameof(defaults.Suspend), defaults.Suspend),
            Restore = TemplateOf(nameof(defaults.Restore), defaults.Restore),
            Ask = TemplateOf(nameof(defaults.Ask), defaults.Ask),
            Profile = TemplateOf(nameof(defaults.Profile), defaults.Profile),
            ProfileMembers = MembersOf(defaults.ProfileMembers),
            Headers = HeadersUnder(AccountServiceKeys.Headers, defaults.Headers),
            SecretHeaders = SecretsOf(defaults.SecretHeaders),
            AttemptTimeoutMilliseconds =
                Int(nameof(defaults.AttemptTimeoutMilliseconds), defaults.AttemptTimeoutMilliseconds),
            MaxAttempts = Int(nameof(defaults.MaxAttempts), defaults.MaxAttempts),
            RetryDelayMilliseconds = Int(nameof(defaults.RetryDelayMilliseconds), defaults.RetryDelayMilliseconds),
            MaxRetryDelayMilliseconds =
                Int(nameof(defaults.MaxRetryDelayMilliseconds), defaults.MaxRetryDelayMilliseconds),
            MaxRetryAfterSeconds = Int(nameof(defaults.MaxRetryAfterSeconds), defaults.MaxRetryAfterSeconds),
            Breaker = BreakerOf(defaults.Breaker),
            MaxConcurrentCalls = Int(nameof(defaults.MaxConcurrentCalls), defaults.MaxConcurrentCalls),
            MaxWaitingCalls = Int(nameof(defaults.MaxWaitingCalls), defaults.MaxWaitingCalls),
            MaxResponseBytes = Int(nameof(defaults.MaxResponseBytes), defaults.MaxResponseBytes),
        };
    }

    private int Int(string name, int standard) => values.Int(Section + name) ?? standard;

    private CallTemplate TemplateOf(string name, CallTemplate defaults)
    {
        var section = $"{Section}{name}:";
        var url = values.Text(section + nameof(defaults.Url));
        return defaults with
        {
            Method = values.Text(section + nameof(defaults.Method)) ?? defaults.Method,
            Url = url ?? defaults.Url,
            Headers = HeadersUnder($"{section}Headers:", defaults.Headers),
            Body = values.Blank(section + nameof(defaults.Body)) ?? defaults.Body,
            Done = values.Blank(section + nameof(defaults.Done)) ?? defaults.Done,
            NotDone = values.Blank(section + nameof(defaults.NotDone)) ?? defaults.NotDone,
            Refused = values.Blank(section + nameof(defaults.Refused)) ?? defaults.Refused,
            Answer = AnswerOf(section + nameof(defaults.Answer), url is null ? defaults.Answer : null),
            DoneWords = values.Blank(section + nameof(defaults.DoneWords)) ?? defaults.DoneWords,
            NotDoneWords = values.Blank(section + nameof(defaults.NotDoneWords)) ?? defaults.NotDoneWords,
        };
    }

    /// <summary>
    /// An empty text takes the default away: the status alone tells then. So does a URL of one's own, for another
    /// service does not answer with the words of the reference service.
    /// </summary>
    private string? AnswerOf(string key, string? standard) => values.Blank(key) switch
    {
        null => standard,
        "" => null,
        var pointer => pointer,
    };

    private ProfileMembers MembersOf(ProfileMembers defaults) => new()
    {
        Plan = Member(nameof(defaults.Plan), defaults.Plan),
        Country = Member(nameof(defaults.Country), defaults.Country),
        Client = Member(nameof(defaults.Client), defaults.Client),
        Created = Member(nameof(defaults.Created), defaults.Created),
    };

    private string Member(string name, string standard) =>
        values.Text(AccountServiceKeys.ProfileMembers + name) ?? standard;

    private BreakerOptions BreakerOf(BreakerOptions defaults) => new()
    {
        FailureShare = values.Number(AccountServiceKeys.FailureShare) ?? defaults.FailureShare,
        SamplingSeconds = Of(nameof(defaults.SamplingSeconds), defaults.SamplingSeconds),
        MinAttempts = Of(nameof(defaults.MinAttempts), defaults.MinAttempts),
        BreakSeconds = Of(nameof(defaults.BreakSeconds), defaults.BreakSeconds),
    };

    private int Of(string name, int standard) => values.Int(AccountServiceKeys.Breaker + name) ?? standard;

    private ImmutableSortedDictionary<string, string> HeadersUnder(
        string section, ImmutableSortedDictionary<string, string> defaults) =>
        defaults.SetItems(layers.Named(section, "").Select(header => KeyValuePair.Create(header.Name, header.Value)));

    private ImmutableSortedDictionary<string, SecretSource> SecretsOf(
        ImmutableSortedDictionary<string, SecretSource> none)
    {
        var names = new[] { ":File", ":Variable", ":Prefix" }
            .SelectMany(suffix => layers.Named(AccountServiceKeys.SecretHeaders, suffix))
            .Select(header => header.Name).Distinct(StringComparer.Ordinal);
        return none.SetItems(names.Select(name => KeyValuePair.Create(name, SecretOf(name))));
    }

    private SecretSource SecretOf(string name)
    {
        var section = AccountServiceKeys.SecretHeaders + name;
        var defaults = new SecretSource();
        return defaults with
        {
            File = values.Text(section + ":File"),
            Variable = values.Text(section + ":Variable"),
            Prefix = values.Blank(section + ":Prefix") ?? defaults.Prefix,
        };
    }
}
