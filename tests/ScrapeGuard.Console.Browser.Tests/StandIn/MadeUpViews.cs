namespace ScrapeGuard.Console.Browser.Tests.StandIn;

/// <summary>Made-up answers of the pages that are not about one account.</summary>
internal static class MadeUpViews
{
    private const int Hours = 48;

    public static object Words() => new
    {
        findings = new Dictionary<string, string> { ["rule.audio-tracks-24h"] = "took audio of # tracks in 24 hours" },
        measures = new Dictionary<string, object>
        {
            ["gap-mean"] = new { template = "typically waited # between requests", unit = "logSeconds" },
        },
        windows = new Dictionary<string, string> { ["-24h"] = " in 24 hours" },
    };

    public static object Overview(int cases, int minutes, bool hasCampaign) => new
    {
        time = MadeUp.TimeOf(4000 + minutes),
        mode = "enforce",
        policy = "default",
        model = "builtin",
        events = 8_412_331,
        eventsPerSecond = 5012.4,
        accounts = new
        {
            active = 48_211,
            flagged = new { observe = 311, throttle = 64, challenge = 22, suspend = 118 },
        },
        leak = new
        {
            tracks = 182_331,
            audioTracks = 90_122,
            bytes = 1_310_000_000_000,
            preventedTracks = 911_234,
            preventedAudioTracks = 500_211,
            preventedBytes = 4_400_000_000_000,
            shareOfCatalogue = 0.0021,
            series = Enumerable.Range(0, Hours).Select(hour =>
                new { time = MadeUp.TimeOf(hour * 60), taken = 100 * hour, prevented = 40 * hour }),
        },
        traffic = Enumerable.Range(0, Hours).Select(hour =>
            new { time = MadeUp.TimeOf(hour * 60), events = 9000 + (hour * 31 % 500), flaggedEvents = 300 }),
        decisions = Enumerable.Range(0, Hours).Select(hour => new
        {
            time = MadeUp.TimeOf(hour * 60),
            observe = hour % 5,
            throttle = hour % 3,
            challenge = 1,
            suspend = hour % 4,
            restore = hour % 7 == 0 ? 1 : 0,
        }),
        campaigns = new { open = hasCampaign ? 1 : 0, members = hasCampaign ? 40 : 0 },
        guard = new
        {
            budgets = new[]
            {
                new { name = "suspensions per hour", used = 200, limit = 200, windowSeconds = 3600 },
                new { name = "suspensions per day", used = 402, limit = 1000, windowSeconds = 86_400 },
            },
            tripped = true,
            killSwitch = false,
            waiting = 14,
        },
        collateral = new[]
        {
            new { dimension = "plan", value = "premium", people = 30_111, suspended = 21, throttled = 9 },
            new { dimension = "client", value = HostileNames.Script, people = 12, suspended = 3, throttled = 0 },
        },
        queue = new { open = cases, waiting = 14 },
    };

    public static object Campaign() => new
    {
        id = MadeUp.Campaign,
        state = "open",
        kind = "too-disjoint",
        members = 40,
        opened = MadeUp.TimeOf(1000),
        updated = MadeUp.TimeOf(3900),
        evidence = 88.2,
        tracks = 91_233,
        audioTracks = 40_000,
        bytes = 800_000_000_000,
        shareOfCatalogue = 0.0009,
        suspended = 3,
        text = "40 accounts took 91,233 tracks and share 12 of them.",
    };

    public static object CampaignPage() => new
    {
        id = MadeUp.Campaign,
        state = "open",
        kind = "too-disjoint",
        members = 40,
        opened = MadeUp.TimeOf(1000),
        updated = MadeUp.TimeOf(3900),
        evidence = 88.2,
        tracks = 91_233,
        audioTracks = 40_000,
        bytes = 800_000_000_000,
        suspended = 3,
        text = "40 accounts took 91,233 tracks and share 12 of them.",
        memberList = Enumerable.Range(0, 40).Select(MadeUp.Member),
        growth = Enumerable.Range(0, Hours).Select(hour =>
            new { time = MadeUp.TimeOf(hour * 60), union = 1100 * hour, sum = 1130 * hour }),
        why = new[]
        {
            "People who take as many and as popular tracks would share 512, pair by pair; these share 12. "
                + "They split the catalogue between them.",
            "The policy acts from 25 nats and 5 accounts on: a member that is clearly one is suspended.",
        },
        named = 31,
        unseen = 2,
        overlap = new { expected = 512.4, seen = 12 },
        shared = new[]
        {
            new { dimension = "network", value = "203.0.113.0/24", members = 17 },
            new { dimension = "client", value = HostileNames.Long, members = 3 },
        },
        notes = new[] { new { time = MadeUp.TimeOf(3950), by = "ada", kind = "note", text = HostileNames.Turned } },
        history = Enumerable.Range(0, 9).Select(Audit),
    };

    public static object Extent()
    {
        var taken = new
        {
            tracks = 182_331,
            audioTracks = 90_122,
            bytes = 1_310_000_000_000,
            requests = 911_222,
            refused = 1200,
            exact = false,
            relativeStandardError = 0.0081,
            operations = new { metadata = 300_000, audio = 118_000 },
            @private = new { touched = true, otherRequests = 14 },
            catalogueShare = new { value = 0.0021, standardError = 0.0001 },
            bands = new[] { new { name = "top 1 %", tracks = 9000, taken = 5880 } },
            prevented = new { basis = "measured", tracks = 911_234, audioTracks = 1, bytes = 1 },
            accounts = 118,
        };
        return new
        {
            total = taken,
            campaigns = new[]
            {
                new { campaign = MadeUp.Campaign, taken.tracks, taken.audioTracks, taken.bytes, taken.requests },
            },
            accounts = Enumerable.Range(0, 20).Select(index => new
            {
                account = MadeUp.NameOf(index),
                taken.tracks,
                taken.audioTracks,
                taken.bytes,
                taken.requests,
                suspended = MadeUp.TimeOf(3900),
            }),
        };
    }

    public static object Policies() => new
    {
        items = new[]
        {
            new
            {
                name = "default", mode = "enforce", active = true, text = "name: default\n", loaded = MadeUp.TimeOf(0),
            },
        },
    };

    public static object Mistakes() => new
    {
        valid = false,
        errors = new[]
        {
            new { key = "mode", value = HostileNames.Long, line = 1, message = "must be enforce or shadow" },
            new { key = "grace", value = HostileNames.Script, line = 2, message = "is no time" },
        },
    };

    public static object WhatIf() => new
    {
        valid = true,
        events = 90_000,
        from = MadeUp.TimeOf(0),
        to = MadeUp.TimeOf(3900),
        gained = Enumerable.Range(0, 9).Select(index =>
            new { account = MadeUp.NameOf(index), before = "none", verdict = "suspend" }),
        lost = Array.Empty<object>(),
        same = 400,
    };

    public static object Audit(int index) => new
    {
        sequence = index,
        time = MadeUp.TimeOf(index),
        by = index % 4 == 1 ? HostileNames.Long : "ada@example.org",
        role = "analyst",
        kind = index % 3 == 0 ? "effect.done" : "command.accepted",
        effect = index % 3 == 0 ? "suspend" : null,
        subject = MadeUp.NameOf(index % 20),
        reason = (index % 3) switch
        {
            0 => "suspend, score 0.95: rule.audio-tracks-24h, feature.gap-mean-24h, evidence.days (carried out)",
            1 => HostileNames.Turned,
            _ => HostileNames.Script,
        },
        hash = new string('a', 64),
    };
}
