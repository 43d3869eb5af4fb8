namespace ScrapeGuard.Core.Features;

/// <summary>
/// The feature vector: what is known of an account at one moment of event time. The number is the place in the vector;
/// a model file names the features that it was trained on, so a change here makes older model files be refused.
/// </summary>
/// <remarks>
/// <para>Each is defined over the events of the seconds (t - W, t], t being the account's last event.</para>
/// <para>[window]: a counter in quarters of W, <c>c0 + c1 + c2 + c3 + (1 - f) c4</c>, f the share of the running
/// quarter that has passed: off by at most what happened within W/4 of t - W; 65,535 units a quarter at most.</para>
/// <para>[distinct]: exact up to 32 tracks a week, with t - W off by up to 16 s; beyond, a sampled estimate with a
/// standard error of 18 % to 39 % (ScrapeGuard.Features, TrackMemory).</para>
/// <para>[sources]: linear counting in 32 bits over 3.5 to 7 days: <c>-32 ln(1 - ones / 32)</c>, standard error 9 % at
/// 2, 14 % at 16 sources; 133 at most.</para>
/// <para>[sampled]: two [window]s, one over the other, of the tracks in the sample: unbiased, some ten tracks a day
/// for repeats and two or more for new ones once the account takes over 32 a week; all of them below that.</para>
/// </remarks>
public enum Feature
{
    /// <summary>Requests in the last minute: [window].</summary>
    Requests1m,

    /// <summary>Requests in the last 10 minutes: [window].</summary>
    Requests10m,

    /// <summary>Requests in the last hour: [window].</summary>
    Requests1h,

    /// <summary>Requests in the last 24 hours: [window].</summary>
    Requests24h,

    /// <summary>Requests in the last 7 days: [window].</summary>
    Requests7d,

    /// <summary>
    /// Bytes served in the last minute: [window] in units of 65,536, and up to one unit carried to the next event.
    /// </summary>
    Bytes1m,

    /// <summary>
    /// Bytes served in the last 10 minutes: [window] in units of 65,536, and up to one unit carried to the next
    /// event.
    /// </summary>
    Bytes10m,

    /// <summary>
    /// Bytes served in the last hour: [window] in units of 65,536, and up to one unit carried to the next event.
    /// </summary>
    Bytes1h,

    /// <summary>
    /// Bytes served in the last 24 hours: [window] in units of 65,536, and up to one unit carried to the next event.
    /// </summary>
    Bytes24h,

    /// <summary>
    /// Bytes served in the last 7 days: [window] in units of 65,536, and up to one unit carried to the next event.
    /// </summary>
    Bytes7d,

    /// <summary>
    /// Distinct tracks of which metadata was served in the last minute: [distinct]. At most the [window] of tracks
    /// served.
    /// </summary>
    MetadataTracks1m,

    /// <summary>
    /// Distinct tracks of which metadata was served in the last 10 minutes: [distinct]. At most the [window] of
    /// tracks served.
    /// </summary>
    MetadataTracks10m,

    /// <summary>Distinct tracks of which metadata was served in the last hour: [distinct].</summary>
    MetadataTracks1h,

    /// <summary>Distinct tracks of which metadata was served in the last 24 hours: [distinct].</summary>
    MetadataTracks24h,

    /// <summary>Distinct tracks of which metadata was served in the last 7 days: [distinct].</summary>
    MetadataTracks7d,

    /// <summary>Distinct tracks of which audio or its key was served in the last minute: [distinct].</summary>
    AudioTracks1m,

    /// <summary>Distinct tracks of which audio or its key was served in the last 10 minutes: [distinct].</summary>
    AudioTracks10m,

    /// <summary>Distinct tracks of which audio or its key was served in the last hour: [distinct].</summary>
    AudioTracks1h,

    /// <summary>Distinct tracks of which audio or its key was served in the last 24 hours: [distinct].</summary>
    AudioTracks24h,

    /// <summary>Distinct tracks of which audio or its key was served in the last 7 days: [distinct].</summary>
    AudioTracks7d,

    /// <summary>
    /// Tracks served in the last 24 hours that the account had been served within 24 hours before, of all of them:
    /// [sampled]. Audio within 64 s of its key or of its last piece is one taking and no repeat; metadata and audio
    /// count apart.
    /// </summary>
    RepeatShare24h,

    /// <summary>
    /// Tracks served in the last 24 hours that the account had not been served within 7 days before, of all of them:
    /// [sampled]; takings as in <see cref="RepeatShare24h"/>.
    /// </summary>
    NewShare24h,

    /// <summary>
    /// Running mean, over the last 64 or so, of <c>log2(total / count)</c> of a track taken less its mean over the
    /// whole stream, in bits; 0 is typical. Each rarity is off by at most 0.0861, and low where tracks collide in the
    /// sketch.
    /// </summary>
    RarityExcess,

    /// <summary>
    /// Entropy of the mix of six kinds of operation, <c>H(X) = -sum p log2 p</c>, in bits: 0 to 2.585. Counts are
    /// halved when one of a pair is full at 255; off by at most 1e-4.
    /// </summary>
    OperationEntropy,

    /// <summary>
    /// Entropy of an operation given the one before, <c>H(before, X) - H(before)</c>, in bits: 0 when the order is
    /// fixed. Off by at most 1e-4.
    /// </summary>
    TransitionEntropy,

    /// <summary>
    /// Mean of <c>log2(1 + seconds)</c> between requests, over the last 64 or so by weight; at most 0.0861 too small.
    /// </summary>
    GapMean,

    /// <summary>
    /// Standard deviation of <c>log2(1 + seconds)</c> between requests, weighed alike: near 0 for a machine's rhythm.
    /// Off by at most 0.0431.
    /// </summary>
    GapDeviation,

    /// <summary>Clock hours (UTC) of the last 24 with any request: exact.</summary>
    ActiveHours24h,

    /// <summary>Clock hours of the last 168 with any request: exact.</summary>
    ActiveHours7d,

    /// <summary>Hours of the day (0 to 24) with any request among the last 168 clock hours: exact.</summary>
    HoursOfDay7d,

    /// <summary>
    /// Seconds of audio that the bytes of the last 24 hours hold, for each second: <c>bytes / 20,000 / 86,400</c>,
    /// [window].
    /// </summary>
    AudioSecondsPerSecond24h,

    /// <summary>
    /// Seconds of play reported in the last 24 hours for each second: [window] in units of 10 s, and up to one unit
    /// carried.
    /// </summary>
    PlayedSecondsPerSecond24h,

    /// <summary>
    /// <c>max(keys - plays, 0)</c> of the last 24 hours, content keys served and plays reported: two [window]s.
    /// </summary>
    KeysWithoutPlays24h,

    /// <summary>
    /// <c>max(audio - plays, 0)</c> of the last 24 hours, requests for audio served and plays reported: two
    /// [window]s.
    /// </summary>
    AudioWithoutPlays24h,

    /// <summary><c>max(audio - plays, 0)</c> of the last 7 days: two [window]s.</summary>
    AudioWithoutPlays7d,

    /// <summary>
    /// Share of the time played in the last 24 hours that lies before the end of an earlier play: two [window]s in
    /// units of 10 s.
    /// </summary>
    ParallelPlayShare24h,

    /// <summary>Share of the requests of the last 24 hours with a status of 400 and above: two [window]s.</summary>
    ErrorShare24h,

    /// <summary>Requests of the last 24 hours answered 429: [window].</summary>
    Throttled24h,

    /// <summary>Distinct addresses in the last 7 days: [sources].</summary>
    Addresses7d,

    /// <summary>Distinct networks in the last 7 days: [sources].</summary>
    Networks7d,

    /// <summary>Distinct devices in the last 7 days: [sources].</summary>
    Devices7d,

    /// <summary>Distinct clients in the last 7 days: [sources].</summary>
    Clients7d,

    /// <summary>Requests of the last 24 hours whose network is not the last one known before: [window].</summary>
    NetworkChanges24h,
}
