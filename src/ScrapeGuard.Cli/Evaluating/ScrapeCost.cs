namespace ScrapeGuard.Cli.Evaluating;

/// <summary>
/// What a full scrape costs that stays unseen: account-days at the pace of the quickest scraper of the capture that
/// was not stopped. The later column of each pair is audio, the dearer good.
/// </summary>
/// <param name="TrackDays">Account-days for a catalogue of entries; null when every scraper was stopped.</param>
/// <param name="AudioTrackDays">Account-days for a catalogue of audio files.</param>
internal readonly record struct ScrapeCost(double? TrackDays, double? AudioTrackDays)
{
    /// <summary>Entries of a catalogue as large as the one that was carried off in 2025.</summary>
    public const double CatalogueTracks = 256_000_000;

    /// <summary>Audio files that were carried off with it.</summary>
    public const double CatalogueAudioTracks = 86_000_000;

    /// <summary>Taken over the accounts that were not stopped; people among them do not count.</summary>
    public static ScrapeCost Of(IEnumerable<AccountOutcome> unseen)
    {
        double tracks = 0, audioTracks = 0;
        foreach (var outcome in unseen)
        {
            if (outcome.Label.IsPerson)
            {
                continue;
            }

            tracks = Math.Max(tracks, outcome.Label.Tracks / outcome.Days);
            audioTracks = Math.Max(audioTracks, outcome.Label.AudioTracks / outcome.Days);
        }

        return new ScrapeCost(
            tracks > 0 ? CatalogueTracks / tracks : null,
            audioTracks > 0 ? CatalogueAudioTracks / audioTracks : null);
    }
}
