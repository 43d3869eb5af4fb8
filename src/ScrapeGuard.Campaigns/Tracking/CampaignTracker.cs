using ScrapeGuard.Campaigns.Search;
using ScrapeGuard.Features.Popularity;

namespace ScrapeGuard.Campaigns.Tracking;

/// <summary>
/// Follows campaigns over event time: takes in epoch by epoch what all shards or partitions together tell of
/// candidates, and searches once in three hours. What it knows is a function of the epochs in which anything was told.
/// Not thread-safe.
/// </summary>
public sealed class CampaignTracker
{
    /// <summary>
    /// Three hours. The search is made at the end of the first epoch of each such stretch in which anything was told:
    /// so it takes place, or not, whatever empty epochs somebody passes over.
    /// </summary>
    public const int SearchEpochs = 18;

    private readonly CandidateBook _book = new();
    private readonly CampaignSearch _search = new(new CampaignSearchOptions());
    private readonly CandidateTakings _all = new();
    private long _searched = long.MinValue;

    /// <summary>What is known now; each change makes a new one.</summary>
    public CampaignBoard Board { get; private set; } = CampaignBoard.Empty;

    /// <summary>Accounts that are looked at.</summary>
    public int Accounts => _book.Count;

    /// <summary>Candidates that found no room so far.</summary>
    public long LeftOut => _book.LeftOut;

    /// <summary>Takes in an epoch.</summary>
    /// <param name="epoch">Its number.</param>
    /// <param name="taken">What was taken in it, by all who saw a part.</param>
    /// <param name="popularity">Everything up to its end.</param>
    public void Take(long epoch, ReadOnlySpan<PopularityDelta> taken, PopularitySketch popularity)
    {
        if (TryNote(epoch, taken))
        {
            Search(epoch, popularity);
        }
        else if (Board.Level != _book.Level)
        {
            Board = new CampaignBoard(Board.Campaigns, _book.Level);
        }
    }

    /// <summary>Takes in an epoch of which somebody else has found out what comes of it.</summary>
    public void Follow(long epoch, PopularityDelta taken, CampaignBoard board)
    {
        TryNote(epoch, [taken]);
        Board = board;
    }

    /// <summary>All of it, as bytes.</summary>
    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        using (var output = new BinaryWriter(bytes))
        {
            output.Write(_searched);
            _book.Write(output);
            Board.Write(output);
        }

        return bytes.ToArray();
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote, into a new one. False: it is damaged.</summary>
    public bool TryRead(byte[] bytes)
    {
        using var input = new BinaryReader(new MemoryStream(bytes));
        try
        {
            _searched = input.ReadInt64();
            if (!_book.TryRead(input) || CampaignBoard.Read(input) is not { } board)
            {
                return false;
            }

            Board = board;
            return input.BaseStream.Position == bytes.Length;
        }
        catch (Exception exception) when (exception is EndOfStreamException or FormatException or IOException)
        {
            return false;
        }
    }

    /// <summary>A method of its own: what it captures is allocated at a search only, not in each epoch.</summary>
    private void Search(long epoch, PopularitySketch popularity)
    {
        // Who is known as a scraper is no measure for people.
        var accounts = _book.ToList().Select(account => Board.TryFind(account.Key, out _, out _)
            ? account with { IsMeasure = false }
            : account).ToList();

        // In turns: with all but the hits, and with nothing of what is popular.
        var hitShare = _searched % 2 == 0 ? CampaignSearch.HitShare : CampaignSearch.PopularShare;
        var found = _search.Find(accounts, popularity.SharesAt(epoch), hitShare);
        var campaigns = CampaignRegister.Update(Board.Campaigns, found, epoch);
        Board = new CampaignBoard(campaigns, _book.Level);
    }

    /// <summary>Notes what was taken. True when it is time for a search.</summary>
    private bool TryNote(long epoch, ReadOnlySpan<PopularityDelta> taken)
    {
        _all.Clear();
        foreach (var part in taken)
        {
            _all.Add(part.Candidates);
        }

        if (_all.IsEmpty)
        {
            return false;
        }

        _book.Take(epoch, _all);
        if (epoch / SearchEpochs <= _searched)
        {
            return false;
        }

        _searched = epoch / SearchEpochs;
        _book.Prune(epoch);
        return true;
    }
}
