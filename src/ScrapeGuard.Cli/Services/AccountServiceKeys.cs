namespace ScrapeGuard.Cli.Services;

/// <summary>The settings under <c>AccountService</c>.</summary>
internal static class AccountServiceKeys
{
    public const string Section = "AccountService:";
    public const string BaseUrl = Section + "BaseUrl";
    public const string ProfileMembers = Section + "ProfileMembers:";
    public const string Breaker = Section + "Breaker:";
    public const string FailureShare = Breaker + "FailureShare";
    public const string Headers = Section + "Headers:";
    public const string SecretHeaders = Section + "SecretHeaders:";

    /// <summary>The calls and questions that have a template.</summary>
    public static IReadOnlyList<string> Templates { get; } =
        ["Throttle", "Challenge", "Suspend", "Restore", "Ask", "Profile"];

    /// <summary>The keys of a template that must have a text.</summary>
    public static IReadOnlyList<string> TemplateTexts { get; } = ["Method", "Url"];

    /// <summary>The keys of a template whose text may be empty.</summary>
    public static IReadOnlyList<string> TemplateBlanks { get; } =
        ["Body", "Done", "NotDone", "Refused", "Answer", "DoneWords", "NotDoneWords"];

    public static IReadOnlyList<string> Members { get; } = ["Plan", "Country", "Client", "Created"];

    public static IReadOnlyList<string> BreakerNumbers { get; } = ["SamplingSeconds", "MinAttempts", "BreakSeconds"];

    public static IReadOnlyList<string> Numbers { get; } =
    [
        "AttemptTimeoutMilliseconds", "MaxAttempts", "RetryDelayMilliseconds", "MaxRetryDelayMilliseconds",
        "MaxRetryAfterSeconds", "MaxConcurrentCalls", "MaxWaitingCalls", "MaxResponseBytes",
    ];

    /// <summary>All keys but those with a header's name in them.</summary>
    public static IEnumerable<string> All { get; } =
    [
        BaseUrl,
        .. Numbers.Select(name => Section + name),
        FailureShare,
        .. BreakerNumbers.Select(name => Breaker + name),
        .. Members.Select(name => ProfileMembers + name),
        .. from template in Templates
           from name in TemplateTexts.Concat(TemplateBlanks)
           select $"{Section}{template}:{name}",
    ];

    /// <summary>The keys with a header's name in them. A header that is not said to be a secret may be one.</summary>
    public static IEnumerable<FreeSetting> Free { get; } =
    [
        new(Headers, "", IsSecret: true, '-'),
        .. Templates.Select(name => new FreeSetting($"{Section}{name}:Headers:", "", IsSecret: true, '-')),
        new(SecretHeaders, ":File", IsSecret: false, '-'),
        new(SecretHeaders, ":Variable", IsSecret: false, '-'),
        new(SecretHeaders, ":Prefix", IsSecret: false, '-'),
    ];
}
