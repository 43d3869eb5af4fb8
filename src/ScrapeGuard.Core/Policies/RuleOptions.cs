namespace ScrapeGuard.Core.Policies;

/// <summary>Bounds of what a person can do; each is a rule that can be switched off by its own bound of 0.</summary>
public sealed record RuleOptions
{
    /// <summary>
    /// Distinct tracks of which audio was taken in a sliding hour. The heaviest of 95 measured listeners played 43 in
    /// an hour, but a person who fills a phone before a journey fetches a few hundred at once.
    /// </summary>
    /// <value>Default 400.</value>
    public int MaxAudioTracksPerHour { get; init; } = 400;

    /// <summary>
    /// Distinct tracks of which audio was taken in a sliding day. The heaviest listener played 367 in a day.
    /// </summary>
    /// <value>Default 700.</value>
    public int MaxAudioTracksPerDay { get; init; } = 700;

    /// <summary>
    /// Distinct catalogue entries served in a sliding hour. The fastest of people who click through a catalogue opened
    /// 597.
    /// </summary>
    /// <value>Default 3000.</value>
    public int MaxMetadataTracksPerHour { get; init; } = 3_000;

    /// <summary>Distinct catalogue entries served in a sliding day.</summary>
    /// <value>Default 10000.</value>
    public int MaxMetadataTracksPerDay { get; init; } = 10_000;

    /// <summary>
    /// Seconds of play reported for each second that passed, over a sliding day; a family plan has several listeners.
    /// </summary>
    /// <value>Default 8.</value>
    public double MaxPlayedSecondsPerSecond { get; init; } = 8;

    /// <summary>
    /// Hours of the last 24 in which the account was active without a break, for 48 hours on end, while it takes more
    /// new tracks a day than the heaviest listener plays.
    /// </summary>
    /// <value>Default 23.</value>
    public int MaxActiveHoursPerDay { get; init; } = 23;

    /// <summary>Tracks of which audio was taken in a sliding day without any report of a play.</summary>
    /// <value>Default 200.</value>
    public int MaxAudioTracksWithoutPlaysPerDay { get; init; } = 200;

    /// <summary>
    /// Tracks of which audio was taken for the first time, ahead of what a person can listen to: plays that there was
    /// time for are taken off, and 16 an hour. A download back to back counts about a seventh of itself, once; a burst
    /// on top of one that was not played counts twice.
    /// </summary>
    /// <value>Default 45.</value>
    public int MaxUnplayedExcess { get; init; } = 45;

    /// <summary>
    /// The same whatever is reported as played, ahead of 24 an hour: the heaviest of 95 measured listeners came to 20.
    /// Of what comes back to back 54 tracks at once are below it, 108 of one who came back to tracks before; where
    /// people fill a phone with more, it is to be higher, and who takes as fast as it goes gets as much further.
    /// </summary>
    /// <value>Default 30.</value>
    public int MaxTakenExcess { get; init; } = 30;

    /// <summary>
    /// Catalogue entries served ahead of what a person who clicks can look at, who gets 1,200 an hour.
    /// </summary>
    /// <value>Default 420.</value>
    public int MaxServedExcess { get; init; } = 420;

    /// <summary>
    /// The same over hours, at 55 an hour, where a click counts 1.3: the fastest of people, with 597 in an hour, is
    /// 721 ahead.
    /// </summary>
    /// <value>Default 1,100.</value>
    public int MaxServedExcessSustained { get; init; } = 1_100;
}
