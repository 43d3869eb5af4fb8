using ScrapeGuard.Core.Features;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Features;
using ScrapeGuard.Features.Sketches;

namespace ScrapeGuard.Engine.Judging;

/// <summary>
/// What no person does. A rule speaks from its bound on: with its own score at the bound, and nearer to 1 the further
/// beyond (<c>1 - (1 - s) bound / value</c>). Estimated counts are held against the bound with their error off, so that
/// a sketch never suspends anyone.
/// </summary>
internal sealed class PersonRules(RuleOptions options)
{
    /// <summary>Most findings of one look.</summary>
    public const int MaxFindings = 12;

    /// <summary>Score of a rule that only a machine breaks.</summary>
    private const double Impossible = 0.95;

    /// <summary>Score of a rule that a strange client can break.</summary>
    private const double Strange = 0.85;

    /// <summary>Score of a rule that a shared account can break.</summary>
    private const double Odd = 0.7;

    private const int RestlessHours = 48;

    /// <summary>New audio a day of one who takes rather than listens: the heaviest listener played 367.</summary>
    private const float NewAudioOfATaker = 400;

    /// <summary>New entries a day of one who takes: pages that a client shows besides come to some hundreds.</summary>
    private const float NewEntriesOfATaker = 2_400;

    /// <summary>The larger standard error of a track count that is cut to a sample.</summary>
    private const float SketchError = 0.35f;

    /// <summary>Holds an account against the rules.</summary>
    /// <param name="account">The account.</param>
    /// <param name="vector">Its features.</param>
    /// <param name="canaries">Canary tracks of its last 24 hours.</param>
    /// <param name="findings">Room for <see cref="MaxFindings"/>.</param>
    /// <returns>How many rules spoke.</returns>
    public int Apply(in AccountFeatures account, ReadOnlySpan<float> vector, float canaries, Span<Finding> findings)
    {
        var count = 0;
        Limit(findings, ref count, "rule.audio-tracks-1h", vector, Feature.AudioTracks1h,
            options.MaxAudioTracksPerHour, Impossible);
        Limit(findings, ref count, "rule.audio-tracks-24h", vector, Feature.AudioTracks24h,
            options.MaxAudioTracksPerDay, Impossible);
        Limit(findings, ref count, "rule.metadata-tracks-1h", vector, Feature.MetadataTracks1h,
            options.MaxMetadataTracksPerHour, Impossible);
        Limit(findings, ref count, "rule.metadata-tracks-24h", vector, Feature.MetadataTracks24h,
            options.MaxMetadataTracksPerDay, Impossible);
        Limit(findings, ref count, "rule.played-time-24h", vector, Feature.PlayedSecondsPerSecond24h,
            options.MaxPlayedSecondsPerSecond, Impossible);
        if (vector[(int)Feature.AudioWithoutPlays24h] >= vector[(int)Feature.AudioTracks24h])
        {
            Limit(findings, ref count, "rule.audio-without-plays-24h", vector, Feature.AudioTracks24h,
                options.MaxAudioTracksWithoutPlaysPerDay, Strange);
        }

        Limit(findings, ref count, "rule.unplayed-excess", account.UnplayedExcess, options.MaxUnplayedExcess);
        Limit(findings, ref count, "rule.taken-excess", account.TakenExcess, options.MaxTakenExcess);
        Limit(findings, ref count, "rule.served-excess", account.ServedExcess, options.MaxServedExcess);
        Limit(findings, ref count, "rule.served-excess-sustained", account.ServedExcessSustained,
            options.MaxServedExcessSustained);
        var bound = options.MaxActiveHoursPerDay * RestlessHours / 24;
        var hours = account.ActiveHoursOfLast(RestlessHours);

        // A kiosk, a stream that is left on and a clock that signs in rest as little, but take nothing new.
        if (bound > 0 && hours >= bound && IsTaker(vector))
        {
            findings[count++] = new Finding("rule.no-rest-48h", hours, bound, Odd);
        }

        if (canaries > 0)
        {
            findings[count++] = new Finding("rule.canary-24h", canaries, 0, canaries > 1 ? Impossible : Strange);
        }

        return count;
    }

    /// <summary>
    /// Whether a bucket of what a person can use is over its bound: exact, so that an account is looked at as soon as
    /// it is.
    /// </summary>
    public static bool IsOverBound(in AccountFeatures account, RuleOptions options) =>
        IsOver(account.UnplayedExcess, options.MaxUnplayedExcess)
        || IsOver(account.TakenExcess, options.MaxTakenExcess)
        || IsOver(account.ServedExcess, options.MaxServedExcess)
        || IsOver(account.ServedExcessSustained, options.MaxServedExcessSustained);

    private static bool IsTaker(ReadOnlySpan<float> vector)
    {
        var newShare = vector[(int)Feature.NewShare24h];
        var audio = LowerBound(Feature.AudioTracks24h, vector[(int)Feature.AudioTracks24h]);
        var entries = LowerBound(Feature.MetadataTracks24h, vector[(int)Feature.MetadataTracks24h]);
        return audio * newShare >= NewAudioOfATaker || entries * newShare >= NewEntriesOfATaker;
    }

    /// <summary>
    /// What a count is at least, with one standard error of its sketch off; exact counts stay as they are.
    /// </summary>
    private static float LowerBound(Feature feature, float value) =>
        feature is >= Feature.MetadataTracks1m and <= Feature.AudioTracks7d && value > TrackMemory.Capacity
            ? value * (1 - SketchError)
            : value;

    private static bool IsOver(float value, int bound) => bound > 0 && value >= bound;

    private static void Limit(Span<Finding> findings, ref int count, string code, float value, double bound)
    {
        if (bound > 0 && value >= bound)
        {
            findings[count++] = new Finding(code, value, bound, 1 - ((1 - Impossible) * bound / value));
        }
    }

    private static void Limit(
        Span<Finding> findings, ref int count, string code, ReadOnlySpan<float> vector, Feature feature,
        double bound, double score)
    {
        var value = LowerBound(feature, vector[(int)feature]);
        if (bound > 0 && value >= bound)
        {
            findings[count++] = new Finding(code, value, bound, 1 - ((1 - score) * bound / value));
        }
    }
}
