using System.Collections.Immutable;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Features.Popularity;
using ScrapeGuard.Features.Traits;

namespace ScrapeGuard.Campaigns.Search;

/// <summary>
/// What one account took: of many tracks those of the lowest hashes (a bottom-k sample, E. Cohen 1997), each with the
/// first and the last epoch in which it was taken and whose it is; and where the account came from.
/// </summary>
internal sealed class BookEntry(AccountKey account)
{
    /// <summary>Tracks that are kept.</summary>
    public const int Capacity = 200;

    /// <summary>A track taken over the end of an epoch is taken once.</summary>
    private const int OneTakingEpochs = 1;

    private ulong[] _tracks = new ulong[8];
    private int[] _first = new int[8];
    private int[] _last = new int[8];
    private uint[] _artists = new uint[8];
    private readonly TraitNotes _traits = new();

    public AccountKey Account { get; } = account;

    public bool IsCandidate { get; set; }

    public int Count { get; private set; }

    /// <summary>Tracks of a higher hash are not kept.</summary>
    public ulong Limit { get; private set; } = ulong.MaxValue;

    /// <summary>Notes a taking. Within one epoch the order of takings makes no difference.</summary>
    /// <param name="epoch">When.</param>
    /// <param name="track">What.</param>
    /// <param name="artist">Hash of whose it is; 0: not told.</param>
    public void Take(int epoch, ulong track, uint artist)
    {
        if (track > Limit)
        {
            return;
        }

        var place = Array.BinarySearch(_tracks, 0, Count, track);
        if (place >= 0)
        {
            _first[place] = Math.Min(_first[place], epoch);
            _last[place] = Math.Max(_last[place], epoch);
            _artists[place] = Math.Max(_artists[place], artist);
            return;
        }

        Insert(~place, track, epoch, epoch, artist);
        if (Count > Capacity)
        {
            Count--;
            Limit = _tracks[Count - 1];
        }
    }

    /// <summary>Notes a trait that was seen.</summary>
    public void See(int epoch, ulong trait) => _traits.Take(epoch, trait);

    /// <summary>Forgets what was taken or seen before an epoch.</summary>
    public void Forget(int before)
    {
        _traits.Forget(before);
        var kept = 0;
        for (var i = 0; i < Count; i++)
        {
            if (_last[i] >= before)
            {
                (_tracks[kept], _first[kept], _last[kept]) = (_tracks[i], _first[i], _last[i]);
                _artists[kept++] = _artists[i];
            }
        }

        Count = kept;
        Limit = kept == 0 ? ulong.MaxValue : Limit;
    }

    public SearchAccount ToAccount(int level)
    {
        var once = ImmutableArray.CreateBuilder<ulong>(Count);
        var epochs = ImmutableArray.CreateBuilder<int>(Count);
        var returned = ImmutableArray.CreateBuilder<ulong>();
        for (var i = 0; i < Count; i++)
        {
            if (_last[i] - _first[i] > OneTakingEpochs)
            {
                returned.Add(_tracks[i]);
                continue;
            }

            once.Add(_tracks[i]);
            epochs.Add(_first[i]);
        }

        return new SearchAccount(
            Account, IsCandidate, TakingSample.IsOf(Account, level), once.ToImmutable(),
            Limit / (double)ulong.MaxValue, _traits.ToTraits())
        {
            Epochs = epochs.ToImmutable(),
            Artists = [.. _artists.AsSpan(0, Count)],
            FirstEpochs = [.. _first.AsSpan(0, Count)],
            Returned = returned.ToImmutable(),
            ReportsPlays = _traits.Has(Habit.ReportsPlays),
            PlaysAgain = _traits.Has(Habit.PlaysAgain),
        };
    }

    public void Write(BinaryWriter output)
    {
        output.Write(Account.High);
        output.Write(Account.Low);
        output.Write(IsCandidate);
        output.Write(Limit);
        output.Write(Count);
        for (var i = 0; i < Count; i++)
        {
            output.Write(_tracks[i]);
            output.Write(_first[i]);
            output.Write(_last[i]);
            output.Write(_artists[i]);
        }

        _traits.Write(output);
    }

    /// <summary>Reads what <see cref="Write"/> wrote; null: it is damaged.</summary>
    public static BookEntry? Read(BinaryReader input)
    {
        var entry = new BookEntry(new AccountKey(input.ReadUInt64(), input.ReadUInt64()))
        {
            IsCandidate = input.ReadBoolean(),
            Limit = input.ReadUInt64(),
        };
        var count = input.ReadInt32();
        for (var i = 0; i < count && count <= Capacity; i++)
        {
            entry.Insert(i, input.ReadUInt64(), input.ReadInt32(), input.ReadInt32(), input.ReadUInt32());
        }

        return count is < 0 or > Capacity || !entry._traits.TryRead(input) ? null : entry;
    }

    private void Insert(int place, ulong track, int first, int last, uint artist)
    {
        if (Count == _tracks.Length)
        {
            var room = Math.Min(Count * 2, Capacity + 1);
            Array.Resize(ref _tracks, room);
            Array.Resize(ref _first, room);
            Array.Resize(ref _last, room);
            Array.Resize(ref _artists, room);
        }

        Array.Copy(_tracks, place, _tracks, place + 1, Count - place);
        Array.Copy(_first, place, _first, place + 1, Count - place);
        Array.Copy(_last, place, _last, place + 1, Count - place);
        Array.Copy(_artists, place, _artists, place + 1, Count - place);
        (_tracks[place], _first[place], _last[place], _artists[place]) = (track, first, last, artist);
        Count++;
    }
}
