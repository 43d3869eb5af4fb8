using System.Collections.Immutable;
using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Campaigns.Leaks;

/// <summary>
/// Counts what some accounts of a stream took, and what the others listened to, event by event and in bounded memory.
/// The order of events does not matter while counts are exact.
/// </summary>
/// <remarks>
/// Taken is what was served: a status below 400, and no play, which is a report and serves nothing. Listening is the
/// plays of all other accounts: takers report what they like.
/// </remarks>
public sealed class LeakLedger
{
    private const int FirstRefusal = 400;
    private const int RememberedIds = 1 << 18;

    /// <summary>Bytes from which on the sketches of a haul are smaller than it.</summary>
    private const long WorthSketching = 1 << 20;

    private readonly HaulOptions _options;
    private readonly Dictionary<AccountKey, Subject> _subjects = [];
    private readonly Dictionary<string, TrackHaul> _campaigns = new(StringComparer.Ordinal);
    private readonly TrackHaul _all;
    private readonly TrackHaul _named;
    private readonly CanaryWatch _canaries;
    private readonly RecentIds _ids = new(RememberedIds);
    private readonly WorkCounts _artists;
    private readonly WorkCounts _albums;
    private long _bytes;
    private long _endMicros = long.MinValue;
    private long _repeats;

    /// <param name="options">Its bounds.</param>
    /// <param name="subjects">The accounts whose takings count.</param>
    /// <param name="canaryTracks">Names of decoy tracks.</param>
    /// <exception cref="ArgumentException">Options out of range.</exception>
    public LeakLedger(HaulOptions options, IEnumerable<LeakSubject> subjects, IEnumerable<string> canaryTracks)
    {
        if (options.Validate() is { Count: > 0 } errors)
        {
            throw new ArgumentException(string.Join("; ", errors), nameof(options));
        }

        _options = options;
        _all = NewTogether();
        _named = NewTogether();
        _canaries = new CanaryWatch(canaryTracks, options.MaxCanaryAccounts);
        _artists = new WorkCounts(options.MaxWorks);
        _albums = new WorkCounts(options.MaxWorks);
        Plays = new PlayCounts(options.PlayedTracks);
        foreach (var subject in subjects)
        {
            _subjects[subject.Key] = new Subject(subject);
        }
    }

    /// <summary>Plays of the others, and the tracks of the whole stream.</summary>
    public PlayCounts Plays { get; }

    /// <summary>Whether an event handed anything out.</summary>
    public static bool IsServed(in AccessEvent e) => e.Status < FirstRefusal;

    /// <summary>Counts an event.</summary>
    /// <param name="e">The event.</param>
    /// <param name="tracks">Its tracks.</param>
    /// <param name="name">Its account, in UTF-8.</param>
    /// <param name="artist">The artist of its track; null: unknown.</param>
    /// <param name="album">The album of its track; null: unknown.</param>
    public void Count(
        in AccessEvent e, ReadOnlySpan<ulong> tracks, ReadOnlySpan<byte> name, string? artist = null,
        string? album = null)
    {
        _endMicros = Math.Max(_endMicros, e.TimeMicros);
        var isTaker = _subjects.TryGetValue(e.Account, out var subject);
        var isPlay = e.Operation == Operation.Play;
        if (_ids.IsRepeat(e.Id == 0 ? 0 : e.Id ^ e.Account.Low))
        {
            _repeats++;
            return;
        }

        if (IsServed(e))
        {
            foreach (var track in tracks)
            {
                Plays.Add(track, isPlay && !isTaker ? 1u : 0);
            }

            if (!isPlay)
            {
                _canaries.See(tracks, name);
            }
        }

        if (isTaker)
        {
            Take(subject!, e, tracks, artist, album);
        }
    }

    /// <summary>Sums up.</summary>
    /// <param name="catalogueTracks">Size of the catalogue; null: what the stream shows.</param>
    public LeakReport Close(long? catalogueTracks = null)
    {
        var writer = new LeakWriter(Plays, catalogueTracks, _endMicros);
        var seen = _subjects.Values.Where(subject => subject.Tally.Requests > 0)
            .OrderBy(subject => subject.Of.Account, StringComparer.Ordinal).ToList();
        var accounts = seen.Where(subject => !subject.HasNoRoom)
            .Select(subject => writer.Account(subject.Of, subject.Tally, subject.Haul ?? NewHaul())).ToImmutableArray();
        var byAccount = accounts.ToDictionary(account => account.Name, StringComparer.Ordinal);
        return new LeakReport
        {
            Total = writer.Together("", Members(seen), _all),
            Campaigns = [.. seen.Select(subject => subject.Of.Campaign).OfType<string>().Distinct()
                .Order(StringComparer.Ordinal).Select(name => writer.Together(name, MembersOf(name), HaulOf(name)))],
            Accounts = accounts,
            NotSeen = [.. _subjects.Values.Where(subject => subject.Tally.Requests == 0)
                .Select(subject => subject.Of.Account).Order(StringComparer.Ordinal)],
            WithoutRoom = seen.Count - accounts.Length,
            CatalogueTracks = writer.CatalogueTracks,
            IsCatalogueTold = catalogueTracks is not null,
            Plays = Plays.Total,
            Repeats = _repeats,
            Canaries = _canaries.Takes(),
            Artists = _artists.Most(),
            Albums = _albums.Most(),
        };

        List<(LeakTally, PreventedLeak)> MembersOf(string campaign) =>
            Members(seen.Where(subject => subject.Of.Campaign == campaign));

        List<(LeakTally, PreventedLeak)> Members(IEnumerable<Subject> subjects) => [.. subjects.Select(subject =>
            (subject.Tally, byAccount.TryGetValue(subject.Of.Account, out var account)
                ? account.Prevented : PreventedLeak.None))];
    }

    private static TrackMarks MarksOf(Operation operation, bool isSuspended)
    {
        var before = isSuspended ? TrackMarks.None : TrackMarks.Before;
        return operation switch
        {
            Operation.Audio when !isSuspended => TrackMarks.Audio | before | TrackMarks.AudioBefore,
            Operation.Audio => TrackMarks.Audio,
            Operation.License => TrackMarks.Key | before,
            _ => TrackMarks.Metadata | before,
        };
    }

    private TrackHaul NewHaul() => new(_options.ExactTracksPerAccount, _options.SampledTracks);

    private TrackHaul NewTogether() => new(_options.ExactTracksTogether, _options.SampledTracks);

    private void Take(Subject subject, in AccessEvent e, ReadOnlySpan<ulong> tracks, string? artist, string? album)
    {
        var isSuspended = subject.Of.SuspendedMicros < e.TimeMicros
            && (subject.Of.RestoredMicros is not { } restored || e.TimeMicros < restored);
        subject.Tally.Count(e, isSuspended);
        if (!IsServed(e) || e.Operation == Operation.Play || tracks.IsEmpty)
        {
            return;
        }

        var marks = MarksOf(e.Operation, isSuspended);
        var campaign = subject.Of.Campaign is { } name ? HaulOf(name) : null;
        AddToAccount(subject, tracks, marks);
        foreach (var track in tracks)
        {
            campaign?.Add(track, marks);
            _all.Add(track, marks);
        }

        // Pages of several tracks carry neither, so the first sight of a track need not tell its artist.
        if (tracks.Length == 1 && (artist ?? album) is not null && _named.Add(tracks[0], marks) is > 0 and var added)
        {
            _artists.Add(artist, added);
            _albums.Add(album, added);
        }
    }

    private TrackHaul HaulOf(string name)
    {
        if (!_campaigns.TryGetValue(name, out var haul))
        {
            _campaigns[name] = haul = NewTogether();
        }

        return haul;
    }

    private void AddToAccount(Subject subject, ReadOnlySpan<ulong> tracks, TrackMarks marks)
    {
        if (subject.HasNoRoom)
        {
            return;
        }

        var haul = subject.Haul ??= NewHaul();
        foreach (var track in tracks)
        {
            haul.Add(track, marks);
        }

        Weigh(subject, haul.Bytes);
        if (_bytes > _options.MaxAccountBytes && haul.IsExact && haul.Bytes >= WorthSketching)
        {
            haul.Sketch();
            Weigh(subject, haul.Bytes);
        }

        if (_bytes > _options.MaxAccountBytes)
        {
            Weigh(subject, 0);
            subject.Haul = null;
            subject.HasNoRoom = true;
        }
    }

    private void Weigh(Subject subject, long bytes)
    {
        _bytes += bytes - subject.Bytes;
        subject.Bytes = bytes;
    }

    private sealed class Subject(LeakSubject of)
    {
        public LeakSubject Of { get; } = of;

        public LeakTally Tally { get; } = new();

        public TrackHaul? Haul { get; set; }

        public long Bytes { get; set; }

        public bool HasNoRoom { get; set; }
    }
}
