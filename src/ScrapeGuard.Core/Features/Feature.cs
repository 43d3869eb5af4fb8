namespace ScrapeGuard.Core.Features;

/// <summary>
/// The feature vector: what is known of an account at one moment of event time. The number is the place in the vector; a
/// model file names the features that it was trained on, so a change here makes older model files be refused.
/// Windows slide; distinct counts of more than a few dozen are estimates (see ScrapeGuard.Features).
/// </summary>
public enum Feature
{
    /// <summary>Requests in the last minute.</summary>
    Requests1m,

    /// <summary>Requests in the last 10 minutes.</summary>
    Requests10m,

    /// <summary>Requests in the last hour.</summary>
    Requests1h,

    /// <summary>Requests in the last 24 hours.</summary>
    Requests24h,

    /// <summary>Requests in the last 7 days.</summary>
    Requests7d,

    /// <summary>Bytes served in the last minute.</summary>
    Bytes1m,

    /// <summary>Bytes served in the last 10 minutes.</summary>
    Bytes10m,

    /// <summary>Bytes served in the last hour.</summary>
    Bytes1h,

    /// <summary>Bytes served in the last 24 hours.</summary>
    Bytes24h,

    /// <summary>Bytes served in the last 7 days.</summary>
    Bytes7d,

    /// <summary>Distinct tracks of which metadata was served in the last minute.</summary>
    MetadataTracks1m,

    /// <summary>Distinct tracks of which metadata was served in the last 10 minutes.</summary>
    MetadataTracks10m,

    /// <summary>Distinct tracks of which metadata was served in the last hour.</summary>
    MetadataTracks1h,

    /// <summary>Distinct tracks of which metadata was served in the last 24 hours.</summary>
    MetadataTracks24h,

    /// <summary>Distinct tracks of which metadata was served in the last 7 days.</summary>
    MetadataTracks7d,

    /// <summary>Distinct tracks of which audio or its key was served in the last minute.</summary>
    AudioTracks1m,

    /// <summary>Distinct tracks of which audio or its key was served in the last 10 minutes.</summary>
    AudioTracks10m,

    /// <summary>Distinct tracks of which audio or its key was served in the last hour.</summary>
    AudioTracks1h,

    /// <summary>Distinct tracks of which audio or its key was served in the last 24 hours.</summary>
    AudioTracks24h,

    /// <summary>Distinct tracks of which audio or its key was served in the last 7 days.</summary>
    AudioTracks7d,

    /// <summary>Share of the tracks served in the last 24 hours that the account had been served within 24 hours before.</summary>
    RepeatShare24h,

    /// <summary>Share of the tracks served in the last 24 hours that the account had not been served within 7 days before.</summary>
    NewShare24h,

    /// <summary>How much rarer the tracks taken are than those of the whole stream, in bits; 0 is typical.</summary>
    RarityExcess,

    /// <summary>Entropy of the mix of operations, in bits: 0 (one kind only) to 3.</summary>
    OperationEntropy,

    /// <summary>Entropy of an operation given the one before it, in bits: 0 when the order is fixed.</summary>
    TransitionEntropy,

    /// <summary>Mean of log2(1 + seconds) between requests.</summary>
    GapMean,

    /// <summary>Standard deviation of log2(1 + seconds) between requests: near 0 for a machine's rhythm.</summary>
    GapDeviation,

    /// <summary>Clock hours of the last 24 with any request.</summary>
    ActiveHours24h,

    /// <summary>Clock hours of the last 168 with any request.</summary>
    ActiveHours7d,

    /// <summary>Hours of the day (0 to 24) in which the account was active on any day of the last 7.</summary>
    HoursOfDay7d,

    /// <summary>Seconds of audio that the bytes of the last 24 hours hold at 20 kB a second, for each second.</summary>
    AudioSecondsPerSecond24h,

    /// <summary>Seconds of play reported in the last 24 hours for each second.</summary>
    PlayedSecondsPerSecond24h,

    /// <summary>Content keys beyond the plays reported in the last 24 hours.</summary>
    KeysWithoutPlays24h,

    /// <summary>Audio requests beyond the plays reported in the last 24 hours.</summary>
    AudioWithoutPlays24h,

    /// <summary>Audio requests beyond the plays reported in the last 7 days.</summary>
    AudioWithoutPlays7d,

    /// <summary>Share of the seconds played in the last 24 hours that overlap with an earlier play.</summary>
    ParallelPlayShare24h,

    /// <summary>Share of the requests of the last 24 hours with a status of 400 and above.</summary>
    ErrorShare24h,

    /// <summary>Requests of the last 24 hours answered 429.</summary>
    Throttled24h,

    /// <summary>Distinct addresses in the last 7 days.</summary>
    Addresses7d,

    /// <summary>Distinct networks in the last 7 days.</summary>
    Networks7d,

    /// <summary>Distinct devices in the last 7 days.</summary>
    Devices7d,

    /// <summary>Distinct clients in the last 7 days.</summary>
    Clients7d,

    /// <summary>Requests of the last 24 hours whose network is not that of the request before.</summary>
    NetworkChanges24h,
}
