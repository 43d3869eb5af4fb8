using System.Globalization;

namespace ScrapeGuard.Console.Browser.Tests.StandIn;

/// <summary>Made-up accounts, cases and decisions in the API's shapes: hostile names first.</summary>
internal static class MadeUp
{
    public const string Campaign = "campaign-9f3c2a7d51e84b06";
    private static readonly string[] Verdicts = ["suspend", "challenge", "throttle", "observe"];
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The campaign as pages name it.</summary>
    public static string ShortCampaign => Campaign["campaign-".Length..][..8];

    public static string NameOf(int index) =>
        index < HostileNames.All.Count ? HostileNames.All[index] : $"listener-{index:D5}";

    public static string IdOf(int index) => index.ToString("x32", CultureInfo.InvariantCulture);

    public static string TimeOf(int minutes) =>
        Start.AddMinutes(minutes).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    public static object Account(int index) => new
    {
        account = NameOf(index),
        verdict = Verdicts[index % Verdicts.Length],
        score = 0.9,
        first = TimeOf(0),
        last = TimeOf(4000),
        events = 5000 + index,
        tracks = 1204,
        audioTracks = 800,
        bytes = 5_800_000_000,
        campaign = index % 3 == 0 ? Campaign : null,
        country = "SE",
        client = "third-party",
        plan = "premium",
    };

    public static object Member(int index) => new
    {
        account = NameOf(index),
        verdict = Verdicts[index % Verdicts.Length],
        score = 0.9,
        events = 5000 + index,
        tracks = 1204,
        audioTracks = 800,
        bytes = 5_800_000_000,
        campaign = Campaign,
        plan = "premium",
        joined = TimeOf(1000),
        sharedExpected = 40.69,
        shared = index % 2,
        named = index % 3 == 0,
    };

    public static object Case(int index) => new
    {
        id = IdOf(index),
        state = index % 4 == 1 ? "waiting" : "open",
        account = NameOf(index),
        verdict = Verdicts[index % Verdicts.Length],
        score = 0.9,
        opened = TimeOf(3000),
        updated = TimeOf(3900),
        waitingFor = index % 4 == 1 ? "suspend" : null,
        reasons = new[] { "rule.audio-tracks-24h", "feature.gap-mean-24h" },
        exposure = new { tracks = 1204, audioTracks = 800, bytes = 5_800_000_000 },
        country = "SE",
        client = index == 1 ? HostileNames.Turned : null,
        plan = "premium",
        active = 1,
        appealed = index % 5 == 0,
        reviewed = index % 3 == 0 ? new { by = HostileNames.Turned, time = TimeOf(3950) } : null,
    };

    public static object Decision(int index, int minutes, string? verdict = null) => new
    {
        id = IdOf(index),
        time = TimeOf(minutes),
        account = NameOf(index),
        verdict = verdict ?? Verdicts[index % Verdicts.Length],
        score = 0.9,
        reasons = new[] { new { code = "rule.audio-tracks-24h", value = 1204, expected = 700, weight = 0.9 } },
        exposure = new { tracks = 1204, audioTracks = 800, bytes = 5_800_000_000 },
        model = "builtin",
        policy = "default",
        mode = "enforce",
    };

    public static object AccountPage(int index) => new
    {
        account = NameOf(index),
        verdict = "suspend",
        applied = "throttle",
        score = 0.9,
        first = TimeOf(0),
        last = TimeOf(4000),
        events = 5000,
        tracks = 1204,
        audioTracks = 800,
        bytes = 5_800_000_000,
        campaign = Campaign,
        reasons = new object[]
        {
            new
            {
                code = "rule.audio-tracks-24h", title = "audio in 24 hours", value = 1204, expected = 700, weight = 0.9,
                text = "took audio of 1,204 tracks in 24 hours; the bound: 700",
            },
            new
            {
                code = "feature.repeat-share-7d", title = "repeats", value = 0.002, expected = 0.38, weight = 0.4,
                unit = "share", text = "took 0.2% of its tracks a second time in 7 days; people like this: 38%",
            },
        },
        features = new object[]
        {
            new
            {
                name = "requests-1h", title = "requests in an hour", text = "", value = 400, low = 1, median = 20,
                high = 90, unusual = true, unit = "number",
            },
            new
            {
                name = "devices-7d", title = "devices in 7 days", text = "", value = 2, low = 1, median = 2, high = 4,
                unusual = false, unit = "number",
            },
        },
        timeline = Enumerable.Range(0, 48).Where(hour => hour % 5 != 0).Select(hour => new
        {
            time = TimeOf(hour * 60),
            audio = 20 + (hour % 7),
            license = 20,
            metadata = 5,
            search = 1,
            browse = 0,
            play = 1,
            auth = 0,
            other = 0,
            audioTracks = 19,
            metadataTracks = 24,
        }),
        took = new
        {
            tracks = 1204,
            audioTracks = 800,
            bytes = 5_800_000_000,
            bands = new[] { new { band = "top 1 %", tracks = 4 }, new { band = "the rest", tracks = 1200 } },
            artists = new[] { new { name = HostileNames.Image, tracks = 30 } },
            samples = new[] { "track-1", HostileNames.Turned },
        },
        decisions = new[] { Decision(index, 3900, "suspend"), Decision(index, 3000, "throttle") },
        effects = new[]
        {
            new
            {
                id = IdOf(7), account = NameOf(index), kind = "throttle", state = "done", time = TimeOf(3001),
                reason = "throttle, score 0.9: rule.audio-tracks-24h, feature.gap-mean-24h", by = "scrapeguard",
                until = TimeOf(9000),
            },
            new
            {
                id = IdOf(8), account = NameOf(index), kind = "suspend", state = "held", time = TimeOf(3002),
                reason = HostileNames.Turned, by = HostileNames.Long, until = TimeOf(9000),
            },
        },
        cases = new[] { IdOf(index) },
        notes = new[]
        {
            new { time = TimeOf(3950), by = HostileNames.Arabic, kind = "note", text = HostileNames.Script },
            new { time = TimeOf(3951), by = HostileNames.Long, kind = "appeal", text = HostileNames.Hidden },
        },
        networks = new[] { new { ip = "203.0.113.7", events = 4000 } },
        devices = new[] { HostileNames.Image },
        clients = new[] { "third-party", HostileNames.Turned, HostileNames.Long },
        clearing = new[] { "took audio of fewer than 700 tracks in 24 hours" },
    };
}
