using System.Globalization;
using ScrapeGuard.AccountService.Secrets;

namespace ScrapeGuard.AccountService.Options;

/// <summary>
/// The settings of the account service as a flat list of keys and texts, as files, the environment and options give
/// them. Keys are read without regard to case. Names of headers are free:
/// <code>
/// AccountService:Headers:NAME, AccountService:SecretHeaders:NAME:File|Variable|Prefix, AccountService:Suspend:Headers:NAME
/// </code>
/// </summary>
public static class AccountServiceSettings
{
    private const string SecretHeaders = nameof(AccountServiceOptions.SecretHeaders);

    private static readonly Dictionary<string, Func<AccountServiceOptions, string, AccountServiceOptions?>> Plain = new(
        StringComparer.OrdinalIgnoreCase)
    {
        ["BaseUrl"] = static (o, text) => o with { BaseUrl = text },
        ["AttemptTimeoutMilliseconds"] = Int(static (o, n) => o with { AttemptTimeoutMilliseconds = n }),
        ["MaxAttempts"] = Int(static (o, n) => o with { MaxAttempts = n }),
        ["RetryDelayMilliseconds"] = Int(static (o, n) => o with { RetryDelayMilliseconds = n }),
        ["MaxRetryDelayMilliseconds"] = Int(static (o, n) => o with { MaxRetryDelayMilliseconds = n }),
        ["MaxRetryAfterSeconds"] = Int(static (o, n) => o with { MaxRetryAfterSeconds = n }),
        ["MaxConcurrentCalls"] = Int(static (o, n) => o with { MaxConcurrentCalls = n }),
        ["MaxWaitingCalls"] = Int(static (o, n) => o with { MaxWaitingCalls = n }),
        ["MaxResponseBytes"] = Int(static (o, n) => o with { MaxResponseBytes = n }),
        ["Breaker:FailureShare"] = static (o, text) =>
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var share)
                ? o with { Breaker = o.Breaker with { FailureShare = share } }
                : null,
        ["Breaker:SamplingSeconds"] = Int(static (o, n) => o with { Breaker = o.Breaker with { SamplingSeconds = n } }),
        ["Breaker:MinAttempts"] = Int(static (o, n) => o with { Breaker = o.Breaker with { MinAttempts = n } }),
        ["Breaker:BreakSeconds"] = Int(static (o, n) => o with { Breaker = o.Breaker with { BreakSeconds = n } }),
        ["ProfileMembers:Plan"] = Member(static (m, text) => m with { Plan = text }),
        ["ProfileMembers:Country"] = Member(static (m, text) => m with { Country = text }),
        ["ProfileMembers:Client"] = Member(static (m, text) => m with { Client = text }),
        ["ProfileMembers:Created"] = Member(static (m, text) => m with { Created = text }),
    };

    private static readonly Dictionary<string, Func<SecretSource, string, SecretSource>> Secrets = new(
        StringComparer.OrdinalIgnoreCase)
    {
        [nameof(SecretSource.File)] = static (source, text) => source with { File = text },
        [nameof(SecretSource.Variable)] = static (source, text) => source with { Variable = text },
        [nameof(SecretSource.Prefix)] = static (source, text) => source with { Prefix = text },
    };

    /// <summary>Before every key.</summary>
    public const string Prefix = AccountServiceOptionsValidator.Section + ":";

    /// <summary>All keys but those with a header's name in them, as they are spelled.</summary>
    public static IReadOnlyList<string> Keys { get; } =
    [
        .. Plain.Keys.Select(key => Prefix + key),
        .. TemplateSettings.Templates.SelectMany(template =>
            TemplateSettings.Names.Select(name => $"{Prefix}{template}:{name}")),
    ];

    private static readonly Dictionary<string, string> Spellings =
        Keys.ToDictionary(key => key, StringComparer.OrdinalIgnoreCase);

    /// <summary>The right spelling of a key; null when it is none.</summary>
    public static string? Find(string key)
    {
        if (Spellings.TryGetValue(key, out var spelling))
        {
            return spelling;
        }

        return key.Split(':') switch
        {
            [var first, var headers, { Length: > 0 } name] when IsSection(first)
                && Is(headers, TemplateSettings.Headers) => $"{Prefix}{TemplateSettings.Headers}:{name}",
            [var first, var secrets, { Length: > 0 } name, var part] when IsSection(first)
                && Is(secrets, SecretHeaders) && SpellingOf(Secrets.Keys, part) is { } spelled =>
                    $"{Prefix}{SecretHeaders}:{name}:{spelled}",
            [var first, var template, var headers, { Length: > 0 } name] when IsSection(first)
                && Is(headers, TemplateSettings.Headers)
                && SpellingOf(TemplateSettings.Templates, template) is { } spelled =>
                    $"{Prefix}{spelled}:{TemplateSettings.Headers}:{name}",
            _ => null,
        };
    }

    /// <summary>Makes options out of what was given; what is wrong with the options themselves stands there too.</summary>
    /// <param name="values">Keys and texts. Each key is one that <see cref="Find"/> knows; others are told.</param>
    /// <param name="mistakes">Receives a line a mistake, with key and value.</param>
    public static AccountServiceOptions Bind(
        IEnumerable<KeyValuePair<string, string>> values, ICollection<string> mistakes)
    {
        var options = new AccountServiceOptions();
        var given = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, text) in values)
        {
            if (Find(key) is not { } spelled)
            {
                mistakes.Add($"{key} '(not shown)': is no setting of the account service");
                continue;
            }

            var name = spelled[Prefix.Length..];
            given.Add(name);
            if (Set(options, name, text) is { } set)
            {
                options = set;
            }
            else
            {
                mistakes.Add($"{spelled} '{text}': must be a number");
            }
        }

        options = TemplateSettings.Foreign(options, given);
        foreach (var mistake in options.Validate())
        {
            mistakes.Add(mistake);
        }

        return options;
    }

    private static AccountServiceOptions? Set(AccountServiceOptions options, string name, string text)
    {
        if (Plain.TryGetValue(name, out var set))
        {
            return set(options, text);
        }

        return name.Split(':') switch
        {
            [TemplateSettings.Headers, var header] =>
                options with { Headers = options.Headers.SetItem(header, text) },
            [SecretHeaders, var header, var part] => options with
            {
                SecretHeaders = options.SecretHeaders.SetItem(header, Secrets[part](
                    options.SecretHeaders.GetValueOrDefault(header) ?? new SecretSource(), text)),
            },
            [var template, TemplateSettings.Headers, var header] =>
                TemplateSettings.SetHeader(options, template, header, text),
            [var template, var setting] => TemplateSettings.Set(options, template, setting, text),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, message: null),
        };
    }

    private static Func<AccountServiceOptions, string, AccountServiceOptions?> Int(
        Func<AccountServiceOptions, int, AccountServiceOptions> set) => (options, text) =>
            int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                ? set(options, number)
                : null;

    private static Func<AccountServiceOptions, string, AccountServiceOptions?> Member(
        Func<ProfileMembers, string, ProfileMembers> set) => (options, text) =>
            options with { ProfileMembers = set(options.ProfileMembers, text) };

    private static bool IsSection(string text) => Is(text, AccountServiceOptionsValidator.Section);

    private static bool Is(string text, string word) => text.Equals(word, StringComparison.OrdinalIgnoreCase);

    private static string? SpellingOf(IEnumerable<string> words, string text) =>
        words.FirstOrDefault(word => Is(word, text));
}
