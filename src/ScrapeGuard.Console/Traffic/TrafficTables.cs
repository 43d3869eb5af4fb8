using System.Text;
using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Campaigns.Leaks;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Hashing;

namespace ScrapeGuard.Console.Traffic;

/// <summary>What <see cref="TrafficModel"/> holds; nothing here is safe from two threads at once.</summary>
internal sealed class TrafficTables(TrafficOptions options)
{
    private const int PlayedTracks = 1 << 17;
    private const int Tries = 16;

    private readonly Dictionary<AccountKey, AccountTrace> _accounts = [];
    private readonly Queue<AccountTrace> _order = new();

    public TrafficOptions Options => options;

    public IReadOnlyCollection<AccountTrace> Accounts => _accounts.Values;

    public TextBook Texts { get; } = new();

    /// <summary>Campaigns as the engine finds them.</summary>
    public CampaignBook Campaigns { get; } = new();

    public RecentEvents Recent { get; } = new(options.MaxRecentEvents);

    /// <summary>Events, and those of accounts that stood at a verdict.</summary>
    public TimeSeries Traffic { get; } = new(options.BucketSeconds, options.MaxBuckets, columns: 2);

    /// <summary>Decisions by verdict.</summary>
    public TimeSeries Decisions { get; } = new(options.BucketSeconds, options.MaxBuckets, VerdictNames.Count);

    public PlayCounts Plays { get; } = new(PlayedTracks);

    /// <summary>What takers took, together.</summary>
    public TrackTaking Taken { get; } = TrackTaking.Together();

    /// <summary>That, and what they asked for in vain.</summary>
    public TrackTaking Wanted { get; } = TrackTaking.Together();

    public long Events { get; private set; }

    /// <summary>Accounts that were forgotten, or never had room.</summary>
    public long Overflow { get; private set; }

    public long NewestMicros { get; private set; } = long.MinValue;

    public AccountTrace? Find(string name) => _accounts.GetValueOrDefault(KeyOf(name));

    public AccountTrace? Find(AccountKey key) => _accounts.GetValueOrDefault(key);

    public void Take(EventBatch batch, in AccessEvent e)
    {
        Events++;
        NewestMicros = Math.Max(NewestMicros, e.TimeMicros);
        Recent.Add(batch, e);
        var account = _accounts.GetValueOrDefault(e.Account)
            ?? Add(Encoding.UTF8.GetString(batch.NameOf(e)), e.Account, isWanted: false);
        Traffic.Add(e.TimeMicros, 0);
        if (account is null)
        {
            return;
        }

        Traffic.Add(e.TimeMicros, 1, account.Verdict == Verdict.None ? 0 : 1);
        var isServed = LeakLedger.IsServed(e) && !(options.IsSimulated && account.IsSuspended);
        var hour = account.Count(e, isServed, options.MaxHours);
        var isPlay = e.Operation == Operation.Play;
        var marks = MarksOf(e.Operation, account.IsSuspended);
        foreach (var track in batch.TracksOf(e))
        {
            Plays.Add(track, isPlay && !account.IsTaker ? 1u : 0);
            if (isPlay)
            {
                continue;
            }

            account.Take(track, marks, isServed, hour);
            if (account.IsTaker)
            {
                Wanted.Add(track, marks);
                if (isServed)
                {
                    Taken.Add(track, marks);
                }
            }
        }
    }

    public void Take(Decision decision)
    {
        NewestMicros = Math.Max(NewestMicros, decision.TimeMicros);
        Decisions.Add(decision.TimeMicros, (int)decision.Verdict);
        var key = KeyOf(decision.Account);
        var account = _accounts.GetValueOrDefault(key) ?? Add(decision.Account, key, isWanted: true);
        if (account is null)
        {
            return;
        }

        var wasTaker = account.IsTaker;
        account.Take(decision);
        NoteChange(account);
        if (account.IsTaker && !wasTaker)
        {
            Taken.Merge(account.Taken);
            Wanted.Merge(account.Wanted ?? account.Taken);
        }
    }

    public void Become(string name, EffectKind? kind, long micros)
    {
        if (Find(name) is { } account)
        {
            account.Become(kind, micros);
            NoteChange(account);
        }
    }

    /// <summary>The campaign that decisions name, for effects go by it; else that which the engine finds.</summary>
    public string? CampaignOf(AccountTrace account) => account.Campaign ?? Campaigns.Of(account.Key);

    private static AccountKey KeyOf(string name) => StableHash.Account(Encoding.UTF8.GetBytes(name));

    private static TrackMarks MarksOf(Operation operation, bool isSuspended)
    {
        var before = isSuspended ? TrackMarks.None : TrackMarks.Before;
        return operation switch
        {
            Operation.Audio => TrackMarks.Audio | before | (isSuspended ? TrackMarks.None : TrackMarks.AudioBefore),
            Operation.License => TrackMarks.Key | before,
            _ => TrackMarks.Metadata | before,
        };
    }

    private void NoteChange(AccountTrace account)
    {
        if (CampaignOf(account) is { } campaign)
        {
            Campaigns.NoteChange(campaign);
        }
    }

    /// <summary>A place for an account; null when all that could make room were decided about.</summary>
    private AccountTrace? Add(string name, AccountKey key, bool isWanted)
    {
        if (_accounts.Count >= options.MaxAccounts)
        {
            Overflow++;
            if (!MakeRoom(isWanted))
            {
                return null;
            }
        }

        var account = new AccountTrace(name, key);
        _accounts[key] = account;
        _order.Enqueue(account);
        return account;
    }

    /// <summary>
    /// The account that came first makes room if nothing was decided about it and it is of no campaign; of the others
    /// the oldest does, for another with a decision.
    /// </summary>
    private bool MakeRoom(bool isWanted)
    {
        for (var i = 0; i < Tries; i++)
        {
            var oldest = _order.Dequeue();
            if ((oldest.Newest is null && Campaigns.Of(oldest.Key) is null) || (isWanted && i == Tries - 1))
            {
                _accounts.Remove(oldest.Key);
                return true;
            }

            _order.Enqueue(oldest);
        }

        return false;
    }
}
