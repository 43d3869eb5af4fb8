namespace ScrapeGuard.Campaigns.Leaks;

/// <summary>
/// What a suspension kept in. Two cases, told apart by what the traffic shows.
/// <para>The account went on being served while it was suspended (a replay, a shadow policy, a suspension that was not
/// carried out): the traffic itself says what a suspension that works keeps in, namely the distinct tracks first taken
/// after it, and it is measured.</para>
/// <para>Nothing was served any more: what the account would have taken at its pace, which is its new tracks from its
/// first event to the suspension, divided by that time (at least an hour), times the time from the suspension to its
/// end, or to the last event of the traffic when it stands. An account whose pace was falling would have taken less;
/// the count has no error bar for that.</para>
/// </summary>
/// <param name="IsMeasured">Measured; false: at its pace.</param>
/// <param name="Tracks">Distinct tracks kept in.</param>
/// <param name="AudioTracks">Of which audio.</param>
/// <param name="Bytes">Bytes kept in.</param>
/// <param name="RefusedRequests">Requests refused while the account was suspended.</param>
public sealed record PreventedLeak(
    bool IsMeasured, double Tracks, double AudioTracks, double Bytes, long RefusedRequests)
{
    private const double LeastSeconds = 3_600;

    /// <summary>What kept nothing in.</summary>
    public static PreventedLeak None { get; } = new(IsMeasured: true, 0, 0, 0, 0);

    /// <summary>The sum over several accounts; each one's tracks for itself.</summary>
    public PreventedLeak Plus(PreventedLeak other) => new(
        IsMeasured && other.IsMeasured,
        Tracks + other.Tracks,
        AudioTracks + other.AudioTracks,
        Bytes + other.Bytes,
        RefusedRequests + other.RefusedRequests);

    internal static PreventedLeak Of(LeakSubject subject, LeakTally tally, TrackHaul haul, long endMicros)
    {
        if (subject.SuspendedMicros is not { } suspended || tally.Requests == 0)
        {
            return None;
        }

        var before = haul.Count(TrackMarks.Before);
        var audioBefore = haul.Count(TrackMarks.AudioBefore);
        var after = Math.Max(haul.Count() - before, 0);
        if (after > 0 || tally.BytesSuspended > 0)
        {
            var audio = Math.Max(haul.Count(TrackMarks.Audio) - audioBefore, 0);
            return new PreventedLeak(IsMeasured: true, after, audio, tally.BytesSuspended, tally.RefusedSuspended);
        }

        var until = Math.Min(subject.RestoredMicros ?? endMicros, endMicros);
        var factor = Math.Max(until - suspended, 0) / 1e6
            / Math.Max((suspended - tally.FirstMicros) / 1e6, LeastSeconds);
        return new PreventedLeak(
            IsMeasured: false, before * factor, audioBefore * factor, tally.Bytes * factor, tally.RefusedSuspended);
    }
}
