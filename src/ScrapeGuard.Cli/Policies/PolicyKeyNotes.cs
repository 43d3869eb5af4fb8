namespace ScrapeGuard.Cli.Policies;

/// <summary>What each key of the file means, as its comment says it.</summary>
internal static class PolicyKeyNotes
{
    public const string Head =
        """
        A policy of ScrapeGuard: what a score leads to, for whom, and for how long.
        Every key may be left out and then has the value shown in policies/default.yaml. Check a file with
        "scrapeguard validate FILE"; compare two on the same traffic with "scrapeguard replay --compare FILE".
        Durations: 500ms, 60s, 5m, 24h, 7d, 1h30m or 01:30:00. Anchors, aliases and tags are not read.
        """;

    private static readonly Dictionary<string, string> Notes = new()
    {
        ["name"] = "Stands in each decision, so that one can tell which policy made it. 1 to 128 bytes.",
        ["mode"] = """
            enforce: decisions are carried out, within the guard's limits.
            shadow: decisions are written and shown; nothing is done to anyone.
            """,
        ["model"] = """
            The model that judges: a file, its path from this one's folder, 1 to 128 bytes. --model and Model:Path go
            before it; null: the model that ships with the program.
            """,
        ["grace"] = """
            How much later than a newer event of the same account an event may arrive and still count in its place.
            0s to 1h.
            """,
        ["thresholds"] = """
            The score, 0 to 1, from which each step of the ladder is taken. They must not fall from step to step;
            a step with the threshold of the next one is left out.
            """,
        ["thresholds.observe"] = "Worth a look; nothing is done to the account.",
        ["thresholds.throttle"] = "Is to be slowed down.",
        ["thresholds.challenge"] = "Is to prove that a person is there.",
        ["thresholds.suspend"] = "Is to be disabled, reversibly.",
        ["thresholds.wrongSuspensionEveryAccountDays"] = """
            The sequential tests (evidence.*) suspend one person in so many account-days by mistake. 0: they are off.
            Up to 1000000000.
            """,
        ["ladder"] = """
            How long a verdict lasts. A step is left when the score stayed below it for the whole time. 0s to 365d each.
            """,
        ["ladder.observeFor"] = "How long an account is observed after the last score of that step.",
        ["ladder.throttleFor"] = "How long an account is throttled after the last score of that step.",
        ["ladder.challengeFor"] = "How long an account is challenged after the last score of that step.",
        ["ladder.suspendFor"] = "How long an account is suspended; 0s: until a person restores it.",
        ["ladder.cooldownAfterRestore"] =
            "How long after a restore no step above observe is taken, so that nobody is suspended in a loop.",
        ["rules"] = """
            Bounds of what a person can do. Each is a rule of its own, switched off by 0. Up to 1000000000, unless said.
            """,
        ["rules.maxAudioTracksPerHour"] = """
            Distinct tracks of which audio was taken in a sliding hour. The heaviest of 95 measured listeners played 43,
            but a person who fills a phone before a journey fetches a few hundred at once.
            """,
        ["rules.maxAudioTracksPerDay"] = """
            Distinct tracks of which audio was taken in a sliding day. The heaviest listener played 367.
            """,
        ["rules.maxMetadataTracksPerHour"] = """
            Distinct catalogue entries served in a sliding hour. The fastest of people who click opened 597.
            """,
        ["rules.maxMetadataTracksPerDay"] = "Distinct catalogue entries served in a sliding day.",
        ["rules.maxPlayedSecondsPerSecond"] = """
            Seconds of play reported for each second that passed, over a sliding day. A family plan has several
            listeners. Decimals allowed, up to 1000.
            """,
        ["rules.maxActiveHoursPerDay"] = """
            Hours of the last 24 in which the account was active without a break, for 48 hours on end. Up to 24.
            """,
        ["rules.maxAudioTracksWithoutPlaysPerDay"] = """
            Tracks of which audio was taken in a sliding day without any report of a play.
            """,
        ["rules.maxUnplayedExcess"] = """
            Tracks of which audio was taken for the first time, ahead of what a person can listen to: plays that there
            was time for are taken off, and 16 an hour. A download back to back counts a seventh of itself, once.
            """,
        ["rules.maxTakenExcess"] = """
            The same whatever is reported as played, ahead of 24 an hour. A download back to back counts a half of
            itself, a quarter of one who came back to tracks before: 54 or 108 tracks at once are below 30. Higher where
            people fill a phone with more.
            """,
        ["rules.maxServedExcess"] = """
            Catalogue entries served ahead of what a person who clicks can look at, who gets 1200 an hour. Entries of a
            page count the less the fewer it has.
            """,
        ["rules.maxServedExcessSustained"] = """
            The same over hours, at 55 an hour: 1.3 for a click or a small page, and 123 for a call for 28 and more of
            one who listens to nothing.
            """,
        ["campaigns"] = """
            From when on accounts are suspended for the campaign that they belong to: too disjoint in what they take,
            isolated from all people, never back, back only at what people hold, or without a taste or favourites.
            """,
        ["campaigns.minEvidence"] = """
            Evidence in nats, beyond the choice of the members among all candidates. 0: campaigns lead to nothing.
            """,
        ["campaigns.minMembers"] = "Accounts found together, 2 or more; the search itself looks for 5 or more.",
        ["campaigns.maxIsolatedScore"] = """
            Highest score that comes of taking what no person takes, or as none does, 0 to 1. Where people explore, each
            where nobody else does, 0.85 asks them for a sign of a person and suspends nobody for it.
            """,
        ["enforcement"] = """
            When what was decided is carried out, and how long it lasts there. Durations up to 365d, unless said.
            """,
        ["enforcement.throttleFor"] = "How long a throttle lasts; 0s: until it is decided otherwise.",
        ["enforcement.challengeFor"] = "How long a challenge lasts; 0s: until it is decided otherwise.",
        ["enforcement.suspendFor"] =
            "How long the first suspension lasts; 0s: until it is decided otherwise, or a person restores.",
        ["enforcement.repeatFactor"] =
            "Each further suspension lasts so many times as long as the one before. 1 to 100.",
        ["enforcement.lastingFromSuspension"] =
            "From this suspension on, one lasts until it is decided otherwise, or a person restores. 1 or more.",
        ["enforcement.repeatWithin"] = "A suspension that ended longer ago is forgotten when repeats are counted.",
        ["enforcement.cooldownAfterRestore"] = """
            How long after a restore by a person, or by expiry, nothing is done by itself: a suspension waits for
            people, anything less for the end of this time.
            """,
        ["enforcement.jitter"] = """
            What is done to an account comes so much later at most, differently for each, so that its operator cannot
            tell which request gave it away; 10m is a good value. 0s to 24h.
            """,
        ["enforcement.campaignGathering"] =
            "How long a campaign's accounts are gathered, to be taken down at one moment. 0s to 24h.",
        ["guard"] = """
            How many accounts may be suspended without a person's word. A suspension beyond a budget waits for people,
            and the account is throttled meanwhile. Windows slide. 0: every suspension waits.
            """,
        ["guard.suspensionsPerHour"] = "Suspensions in any hour.",
        ["guard.suspensionsPerDay"] = "Suspensions in any 24 hours.",
        ["guard.suspensionsPerCohortAndHour"] =
            "The same of accounts that have a country, plan, client, age or cohort in common; unknown is one too.",
        ["guard.suspensionsPerCohortAndDay"] = "The same in any 24 hours.",
        ["guard.shareOfActivePerDay"] =
            "Greatest share of the active accounts that may be suspended in any 24 hours. 0 to 1.",
        ["guard.activeAccounts"] = "How many accounts are active; 0: as many as the workers tell.",
        ["guard.approvalCohorts"] = """
            Cohorts in which every suspension waits for people, up to 100: names of cohorts below, or an attribute with
            its value, such as "plan:premium" or "age:under-30d".
            """,
        ["guard.approvalFor"] = "How long a suspension waits for people before it lapses.",
        ["cohorts"] = """
            Groups of accounts with settings of their own, up to 100. The first whose conditions all hold has the
            account; an empty condition always holds, and a cohort without any must be the last. What a cohort leaves
            out is the policy's, threshold by threshold. A shadow policy stays shadow whatever a cohort says.

            cohorts:
              - name: new-premium
                match:
                  plans: [premium, family]     # as events name them
                  countries: []
                  clients: []
                  accountAgeBelowDays: 30      # created less than so many days before the event; 1 to 36500
                thresholds:
                  suspend: 0.98
                maxVerdict: challenge          # observe, throttle, challenge or suspend
                mode: shadow
            """,
        ["allowlist"] = """
            Accounts for which no decision is ever made: up to 1000000, 1 to 128 bytes each.

            allowlist:
              - partner-ingest
              - "0451"
            """,
        ["canaryTracks"] = """
            Decoy tracks that no link or search leads to: who takes one walks the catalogue. Up to 100000, 1 to 128
            bytes each.
            """,
    };

    /// <summary>The note of a key of the schema.</summary>
    /// <exception cref="KeyNotFoundException">The key is none of the schema's.</exception>
    public static string Of(string path) => Notes[path];
}
