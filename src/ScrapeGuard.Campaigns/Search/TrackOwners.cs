using System.Buffers;
using System.Numerics;

namespace ScrapeGuard.Campaigns.Search;

/// <summary>
/// Who took each track: the takings of all accounts in order of track. They are dealt out to buckets by the first bits
/// of their hashes, and each bucket is sorted (D. Knuth, The Art of Computer Programming 3, 5.2.5): a few takings at a
/// time, next to each other, where sorting all at once was a tenth of a replay.
/// </summary>
internal sealed class TrackOwners : IDisposable
{
    private const int MostBucketBits = 14;

    private readonly ulong[] _tracks;
    private readonly int[] _owners;

    /// <param name="accounts">The accounts; owners are told by their places.</param>
    public TrackOwners(IReadOnlyList<SearchAccount> accounts)
    {
        Count = accounts.Sum(account => account.Tracks.Length);
        var bucketBits = Math.Clamp(BitOperations.Log2((uint)Count) - 2, 1, MostBucketBits);
        var shift = 64 - bucketBits;
        var starts = new int[(1 << bucketBits) + 1];
        foreach (var account in accounts)
        {
            foreach (var track in account.Tracks)
            {
                starts[(track >> shift) + 1]++;
            }
        }

        for (var bucket = 1; bucket < starts.Length; bucket++)
        {
            starts[bucket] += starts[bucket - 1];
        }

        _tracks = ArrayPool<ulong>.Shared.Rent(Count);
        _owners = ArrayPool<int>.Shared.Rent(Count);
        var next = starts[..^1];
        for (var owner = 0; owner < accounts.Count; owner++)
        {
            foreach (var track in accounts[owner].Tracks)
            {
                var place = next[track >> shift]++;
                (_tracks[place], _owners[place]) = (track, owner);
            }
        }

        for (var bucket = 0; bucket < next.Length; bucket++)
        {
            var range = starts[bucket]..starts[bucket + 1];
            _tracks.AsSpan(range).Sort(_owners.AsSpan(range));
        }
    }

    /// <summary>Takings in all.</summary>
    public int Count { get; }

    /// <summary>The track of a taking.</summary>
    public ulong TrackAt(int place) => _tracks[place];

    /// <summary>The owners, in rising order, of the track whose first taking is at a place.</summary>
    public ReadOnlySpan<int> OwnersFrom(int first)
    {
        var end = first + 1;
        while (end < Count && _tracks[end] == _tracks[first])
        {
            end++;
        }

        var owners = _owners.AsSpan(first, end - first);
        if (owners.Length > 1)
        {
            owners.Sort();
        }

        return owners;
    }

    public void Dispose()
    {
        ArrayPool<ulong>.Shared.Return(_tracks);
        ArrayPool<int>.Shared.Return(_owners);
    }
}
