namespace ScrapeGuard.Kafka.Options;

/// <summary>The settings under <c>Kafka:Topics</c>.</summary>
public sealed record TopicNames
{
    /// <summary>Most characters of a topic's name (Kafka's own bound).</summary>
    public const int MaxChars = 249;

    /// <summary>What a name must be, to say of one that is not.</summary>
    public const string Allowed = "must be 1 to 249 of a-z, A-Z, 0-9, '.', '_', '-'";

    /// <summary>Access events, keyed by account.</summary>
    /// <value>Default <c>scrapeguard.access-events</c>.</value>
    public string AccessEvents { get; init; } = "scrapeguard.access-events";

    /// <summary>Decisions, keyed by account.</summary>
    /// <value>Default <c>scrapeguard.decisions</c>.</value>
    public string Decisions { get; init; } = "scrapeguard.decisions";

    /// <summary>What was done to accounts, as CloudEvents.</summary>
    /// <value>Default <c>scrapeguard.safeguard-events</c>.</value>
    public string SafeguardEvents { get; init; } = "scrapeguard.safeguard-events";

    /// <summary>What is no event, with reason and origin.</summary>
    /// <value>Default <c>scrapeguard.dead-letter</c>.</value>
    public string DeadLetter { get; init; } = "scrapeguard.dead-letter";

    /// <summary>Operators' commands.</summary>
    /// <value>Default <c>scrapeguard.commands</c>.</value>
    public string Commands { get; init; } = "scrapeguard.commands";

    /// <summary>Compacted; the accounts' state, as many partitions as the access events have.</summary>
    /// <value>Default <c>scrapeguard.state</c>.</value>
    public string State { get; init; } = "scrapeguard.state";

    /// <summary>Compacted, one partition; what crosses accounts, in one order for all workers.</summary>
    /// <value>Default <c>scrapeguard.profiles</c>.</value>
    public string Profiles { get; init; } = "scrapeguard.profiles";

    /// <summary>Each topic's setting and name.</summary>
    public IReadOnlyList<(string Setting, string Name)> All =>
    [
        ("Kafka:Topics:AccessEvents", AccessEvents),
        ("Kafka:Topics:Decisions", Decisions),
        ("Kafka:Topics:SafeguardEvents", SafeguardEvents),
        ("Kafka:Topics:DeadLetter", DeadLetter),
        ("Kafka:Topics:Commands", Commands),
        ("Kafka:Topics:State", State),
        ("Kafka:Topics:Profiles", Profiles),
    ];

    /// <summary>What is wrong, one line a mistake.</summary>
    public IEnumerable<string> Validate() =>
        All.Where(topic => !IsTopic(topic.Name))
            .Select(topic => $"{topic.Setting} '{topic.Name}': {Allowed}")
            .Concat(All.GroupBy(topic => topic.Name).Where(same => same.Count() > 1).Select(same =>
                $"{same.Last().Setting} '{same.Key}': is the name of {same.First().Setting} already"));

    /// <summary>True for what Kafka takes for a name.</summary>
    public static bool IsTopic(string name) =>
        name.Length is > 0 and <= MaxChars && name is not ("." or "..")
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');
}
