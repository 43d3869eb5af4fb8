using System.Globalization;
using ScrapeGuard.Core.Decisions;

namespace ScrapeGuard.Cli.Report;

/// <summary>
/// What a reason says in plain words. <c>#</c> in a template is the value in its unit; unknown codes stay codes.
/// </summary>
internal static class ReasonText
{
    private const string Feature = "feature.";
    private const string Bound = "the bound";
    private const string People = "people like this";

    // The part of a name in front of its window; "in" and the window follow.
    private static readonly Dictionary<string, (string Template, ReasonUnit Unit)> Measures = new()
    {
        ["requests"] = ("made # requests", ReasonUnit.Number),
        ["bytes"] = ("was served #", ReasonUnit.Bytes),
        ["metadata-tracks"] = ("was served metadata of # tracks", ReasonUnit.Number),
        ["audio-tracks"] = ("took audio of # tracks", ReasonUnit.Number),
        ["repeat-share"] = ("took # of its tracks a second time", ReasonUnit.Share),
        ["new-share"] = ("# of its tracks were new to it", ReasonUnit.Share),
        ["rarity-excess"] = ("took tracks rarer than others take, by #", ReasonUnit.Bits),
        ["operation-entropy"] = ("mixed kinds of requests by #", ReasonUnit.Bits),
        ["transition-entropy"] = ("varied the order of its requests by #", ReasonUnit.Bits),
        ["gap-mean"] = ("typically waited # between requests", ReasonUnit.LogSeconds),
        ["gap-deviation"] = ("varied its rhythm by #", ReasonUnit.Bits),
        ["active-hours"] = ("was active in # clock hours", ReasonUnit.Number),
        ["hours-of-day"] = ("was active at # different hours of the day", ReasonUnit.Number),
        ["audio-seconds-per-second"] = ("took # seconds of audio for each second", ReasonUnit.Number),
        ["played-seconds-per-second"] = ("reported # seconds of play for each second", ReasonUnit.Number),
        ["keys-without-plays"] = ("took # content keys beyond the plays it reported", ReasonUnit.Number),
        ["audio-without-plays"] = ("took audio # times beyond the plays it reported", ReasonUnit.Number),
        ["parallel-play-share"] = ("# of what it played overlaps with another play", ReasonUnit.Share),
        ["error-share"] = ("# of its requests failed", ReasonUnit.Share),
        ["throttled"] = ("was turned away # times for too many requests", ReasonUnit.Number),
        ["addresses"] = ("came from # addresses", ReasonUnit.Number),
        ["networks"] = ("came from # networks", ReasonUnit.Number),
        ["devices"] = ("used # devices", ReasonUnit.Number),
        ["clients"] = ("used # clients", ReasonUnit.Number),
        ["network-changes"] = ("changed its network # times", ReasonUnit.Number),
    };

    private static readonly (string Suffix, string Words)[] Windows =
    [
        ("-1m", " in a minute"),
        ("-10m", " in 10 minutes"),
        ("-1h", " in an hour"),
        ("-24h", " in 24 hours"),
        ("-7d", " in 7 days"),
    ];

    // Codes of the engine's judging that are no features, whole.
    private static readonly Dictionary<string, (string Template, string Beside)> Findings = new()
    {
        ["rule.audio-tracks-1h"] = ("took audio of # tracks in an hour", Bound),
        ["rule.audio-tracks-24h"] = ("took audio of # tracks in 24 hours", Bound),
        ["rule.metadata-tracks-1h"] = ("was served # catalogue entries in an hour", Bound),
        ["rule.metadata-tracks-24h"] = ("was served # catalogue entries in 24 hours", Bound),
        ["rule.played-time-24h"] = ("reported # seconds of play for each second of 24 hours", Bound),
        ["rule.audio-without-plays-24h"] = ("took audio of # tracks in 24 hours and reported no play", Bound),
        ["rule.no-rest-48h"] = ("was active in # of the last 48 hours", Bound),
        ["rule.canary-24h"] = ("took # decoy tracks that no link or search leads to", People),
        ["rule.unplayed-excess"] = ("took # tracks ahead of what a person can listen to", Bound),
        ["rule.taken-excess"] = ("took # tracks ahead of the fastest listening, whatever it reported", Bound),
        ["rule.served-excess"] = ("was served # catalogue entries ahead of fast clicking", Bound),
        ["rule.served-excess-sustained"] = ("was served # catalogue entries ahead of clicking for hours", Bound),
        ["evidence.never-returns"] =
            ("never came back to a track or took a well-known one: evidence of # nats", "the threshold"),
        ["evidence.never-rests"] =
            ("took track after new track without a pause or a look around: evidence of # nats", "the threshold"),
        ["evidence.never-slows"] =
            ("took # tracks ahead of the fastest listening, and chose them as no one does", "the threshold"),
        ["evidence.never-reads"] =
            ("opened entry after entry and never stopped to read one: evidence of # nats", "the threshold"),
        ["evidence.never-adopts"] =
            ("repeated a few tracks and never a new one: evidence of # nats", "the threshold"),
        ["evidence.rarity-band"] =
            ("went down a list by popularity: evidence of # nats", "the threshold"),
        ["taking.new-since-return"] = ("took # new tracks since it last came back to one", "most of 46 people"),
        ["taking.returns-per-new"] = ("came back # times for each new track", People),
        ["evidence.days"] = ("gathered evidence of # over days", "the threshold"),
        ["campaign.too-disjoint"] = ("shared # tracks with the other accounts of its campaign", "expected of people"),
        ["campaign.isolated"] = ("shared # tracks with people", "expected of people"),
        ["campaign.cover"] =
            ("came back to # of the tracks that nobody holds", "as often as to those that people hold"),
        ["campaign.no-taste"] =
            ("shared with each person what popularity gives, give or take # percent", "people with each other"),
        ["campaign.no-favourites"] =
            ("took # of 100,000 pairs of its tracks by one artist", "the median person"),
        ["campaign.no-returns"] = ("came back to # of its tracks, by audio or play", "people who hardly ever do"),
        ["campaign.shared-network"] = ("came from a network of # others of its campaign", "people, at most"),
        ["campaign.shared-device"] = ("used a device of # others of its campaign", "people, at most"),
        ["campaign.shared-client"] = ("used a client of # others of its campaign", "people, at most"),
        ["campaign.shared-sign-up"] =
            ("was created within the hour of # others of its campaign", "people, at most"),
        ["campaign.shared-rhythm"] = ("worked by the clock of # others of its campaign", "people, at most"),
        ["ladder.expired"] = ("nothing more was found for as long as the step lasts", ""),
    };

    /// <summary>What codes that are no features say; <c>#</c> is the value.</summary>
    public static IEnumerable<(string Code, string Template)> OfFindings =>
        Findings.Select(finding => (finding.Key, finding.Value.Template));

    /// <summary>What features say, without their window.</summary>
    public static IEnumerable<(string Name, string Template, string Unit)> OfMeasures =>
        Measures.Select(measure => (measure.Key, measure.Value.Template, WordOf(measure.Value.Unit)));

    /// <summary>How windows end a feature's name, and what that says.</summary>
    public static IReadOnlyList<(string Suffix, string Words)> OfWindows => Windows;

    /// <summary>False: the code is shown instead.</summary>
    public static bool IsKnown(string code) => Find(code) is not null;

    /// <summary>A sentence such as <c>took audio of 1,204 tracks in 24 hours; people like this: 41</c>.</summary>
    public static string Of(Reason reason)
    {
        var value = Value(reason.Code, reason.Value);
        var expected = Value(reason.Code, reason.Expected);
        return Find(reason.Code) is not { } known ? $"{reason.Code}: {value}; expected: {expected}"
            : known.Beside.Length == 0 ? known.Template
            : $"{known.Template.Replace("#", value)}; {known.Beside}: {expected}";
    }

    /// <summary>A value of a reason in the unit of its code.</summary>
    public static string Value(string code, double value) => (Find(code)?.Unit ?? ReasonUnit.Number) switch
    {
        ReasonUnit.Bytes => Shown.Bytes(value),
        ReasonUnit.Share => value.ToString("0.#%", CultureInfo.InvariantCulture),
        ReasonUnit.Bits => $"{Shown.Number(value)} bits",
        ReasonUnit.LogSeconds => Shown.Duration(Math.Pow(2, Math.Clamp(value, 0, 40)) - 1),
        _ => Shown.Number(value),
    };

    /// <summary>What a code is about, in a few words: <c>Audio tracks in 24 hours</c>.</summary>
    public static string Title(string code)
    {
        var name = code[(code.IndexOf('.', StringComparison.Ordinal) + 1)..];
        var window = Windows.FirstOrDefault(window => name.EndsWith(window.Suffix, StringComparison.Ordinal));
        var words = name[..^(window.Suffix?.Length ?? 0)].Replace('-', ' ') + window.Words;
        return words.Length == 0 ? code : char.ToUpperInvariant(words[0]) + words[1..];
    }

    /// <summary>What an account did, without what people do: <c>took audio of 1,204 tracks in 24 hours</c>.</summary>
    public static string Sentence(string code, double value) =>
        Find(code) is { } known ? known.Template.Replace("#", Value(code, value)) : $"{code}: {Value(code, value)}";

    /// <summary>The unit of a code's values: <c>number</c>, <c>bytes</c>, <c>share</c>, <c>bits</c>,
    /// <c>logSeconds</c>.</summary>
    public static string Unit(string code) => WordOf(Find(code)?.Unit);

    private static string WordOf(ReasonUnit? unit) => unit switch
    {
        ReasonUnit.Bytes => "bytes",
        ReasonUnit.Share => "share",
        ReasonUnit.Bits => "bits",
        ReasonUnit.LogSeconds => "logSeconds",
        _ => "number",
    };

    private static (string Template, string Beside, ReasonUnit Unit)? Find(string code)
    {
        if (Findings.TryGetValue(code, out var finding))
        {
            return (finding.Template, finding.Beside, ReasonUnit.Number);
        }

        if (!code.StartsWith(Feature, StringComparison.Ordinal))
        {
            return null;
        }

        var name = code[Feature.Length..];
        var window = Windows.FirstOrDefault(window => name.EndsWith(window.Suffix, StringComparison.Ordinal));
        var measure = name[..^(window.Suffix?.Length ?? 0)];
        return Measures.TryGetValue(measure, out var known)
            ? (known.Template + window.Words, People, known.Unit)
            : null;
    }
}
