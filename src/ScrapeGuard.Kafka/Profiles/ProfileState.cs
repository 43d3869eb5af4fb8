using ScrapeGuard.Engine.Partitions;
using ScrapeGuard.Features.Popularity;

namespace ScrapeGuard.Kafka.Profiles;

/// <summary>
/// What the records of the profiles topic, taken in their order, say. A record of a partition counts only if the last
/// owner named before it wrote it; so all workers agree on every record, whatever a worker still writes that has lost
/// its partition without having noticed. Thread-safe.
/// </summary>
internal sealed class ProfileState
{
    private readonly Lock _lock = new();
    private readonly string?[] _owners;
    private readonly CheckpointManifest?[] _manifests;
    private readonly ProfileKey[] _manifestKeys;
    private readonly long[] _newest;
    private readonly List<(long Through, long Offset)>[] _closings;
    private readonly Dictionary<ProfileKey, long> _kept = [];

    /// <param name="partitions">Partitions of the access events.</param>
    /// <param name="timeline">Is told of every closing that counts.</param>
    public ProfileState(int partitions, PopularityTimeline timeline)
    {
        Timeline = timeline;
        _owners = new string?[partitions];
        _manifests = new CheckpointManifest?[partitions];
        _manifestKeys = new ProfileKey[partitions];
        _newest = new long[partitions];
        Array.Fill(_newest, long.MinValue);
        _closings = [.. Enumerable.Range(0, partitions).Select(_ => new List<(long, long)>())];
    }

    public PopularityTimeline Timeline { get; }

    /// <summary>Records that could not be understood.</summary>
    public long Damaged { get; private set; }

    /// <summary>The newest event time of any partition, in microseconds.</summary>
    public long Newest
    {
        get
        {
            lock (_lock)
            {
                return _newest.Max();
            }
        }
    }

    public string? OwnerOf(int partition)
    {
        lock (_lock)
        {
            return _owners[partition];
        }
    }

    public CheckpointManifest? ManifestOf(int partition)
    {
        lock (_lock)
        {
            return _manifests[partition];
        }
    }

    /// <summary>What a partition is known to have closed at an offset of its own or later, in order.</summary>
    public IReadOnlyList<(long Through, long Offset)> ClosingsFrom(int partition, long offset)
    {
        lock (_lock)
        {
            return [.. _closings[partition].Where(closing => closing.Offset >= offset)];
        }
    }

    /// <summary>Notes an event time without waiting for its record.</summary>
    public void NoteNewest(int partition, long micros)
    {
        lock (_lock)
        {
            _newest[partition] = Math.Max(_newest[partition], micros);
        }
    }

    /// <summary>Takes a record in.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="logOffset">Its place in the topic.</param>
    /// <param name="value">Its value; empty: the key is removed.</param>
    /// <param name="hasValue">False: the key is removed.</param>
    public void Apply(in ProfileKey key, long logOffset, ReadOnlySpan<byte> value, bool hasValue)
    {
        lock (_lock)
        {
            if (!hasValue)
            {
                _kept.Remove(key);
            }
            else if (!TryApply(key, value))
            {
                Damaged++;
            }
            else
            {
                _kept[key] = logOffset;
            }
        }
    }

    /// <summary>
    /// The oldest epoch that a restore may still ask about separately; <see cref="long.MinValue"/> when a partition has
    /// no checkpoint that says so.
    /// </summary>
    public long OldestEpochNeeded()
    {
        lock (_lock)
        {
            var oldest = _manifests.Min(manifest => manifest?.Epoch ?? long.MinValue);
            return oldest < 0 ? long.MinValue : oldest - 2;
        }
    }

    /// <summary>Keys that nobody needs once the sum of all epochs through one is written.</summary>
    public IReadOnlyList<ProfileKey> KeysBefore(long epoch)
    {
        lock (_lock)
        {
            var old = _kept.Keys.Where(key => IsOld(key, epoch)).ToList();
            var closings = _kept
                .Where(kept => kept.Key.Kind == ProfileKind.Closing && kept.Key.Number > epoch).ToList();

            // An owner's record goes when its heir's stands before every closing that is kept.
            foreach (var owners in _kept.Where(kept => kept.Key.Kind == ProfileKind.Owner)
                .GroupBy(kept => kept.Key.Partition))
            {
                var first = closings.Where(closing => closing.Key.Partition == owners.Key)
                    .Select(closing => closing.Value).DefaultIfEmpty(long.MaxValue).Min();
                var inOrder = owners.OrderBy(owner => owner.Value).ToList();
                old.AddRange(inOrder.Zip(inOrder.Skip(1), (owner, heir) => (owner.Key, heir.Value))
                    .Where(pair => pair.Value < first).Select(pair => pair.Key));
            }

            return old;
        }
    }

    /// <summary>Keys of checkpoints of a partition other than its newest.</summary>
    public IReadOnlyList<ProfileKey> OldCheckpointKeys(int partition)
    {
        lock (_lock)
        {
            return [.. _kept.Keys.Where(key => key.Kind == ProfileKind.Checkpoint && key.Partition == partition
                && key != _manifestKeys[partition])];
        }
    }

    private bool IsOld(in ProfileKey key, long epoch) => key.Kind switch
    {
        ProfileKind.Closing => key.Number <= epoch,
        ProfileKind.Sum => key.Number < epoch,
        ProfileKind.Newest => key.Owner != _owners[key.Partition],
        _ => false,
    };

    private bool TryApply(in ProfileKey key, ReadOnlySpan<byte> value)
    {
        if (key.Kind == ProfileKind.Sum)
        {
            return true;
        }

        if (key.Partition >= _owners.Length)
        {
            return false;
        }

        if (key.Kind == ProfileKind.Owner)
        {
            _owners[key.Partition] = key.Owner;
            return true;
        }

        // Written by a worker that had lost the partition: well formed, and void.
        if (_owners[key.Partition] is { } owner && owner != key.Owner)
        {
            return true;
        }

        return key.Kind switch
        {
            ProfileKind.Closing => TryClose(key, value),
            ProfileKind.Checkpoint => TrySetManifest(key, value),
            _ => TrySetNewest(key, value),
        };
    }

    private bool TryClose(in ProfileKey key, ReadOnlySpan<byte> value)
    {
        if (value.Length < ClosingValue.HeadBytes)
        {
            return false;
        }

        var (takenIn, offset) = ClosingValue.ReadHead(value);
        var taken = new PopularityDelta();
        if (!taken.TryAdd(value[ClosingValue.HeadBytes..]))
        {
            return false;
        }

        _closings[key.Partition].Add((key.Number, offset));
        Timeline.Close(new EpochClosing(key.Partition, key.Number, offset, takenIn, taken));
        return true;
    }

    private bool TrySetManifest(in ProfileKey key, ReadOnlySpan<byte> value)
    {
        if (CheckpointManifest.TryRead(value) is not { } manifest)
        {
            return false;
        }

        _manifests[key.Partition] = manifest;
        _manifestKeys[key.Partition] = key;
        _closings[key.Partition].RemoveAll(closing => closing.Offset < manifest.Offset);
        return true;
    }

    private bool TrySetNewest(in ProfileKey key, ReadOnlySpan<byte> value)
    {
        if (value.Length != sizeof(long))
        {
            return false;
        }

        _newest[key.Partition] = Math.Max(_newest[key.Partition], BitConverter.ToInt64(value));
        return true;
    }
}
