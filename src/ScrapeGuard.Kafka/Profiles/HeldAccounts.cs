namespace ScrapeGuard.Kafka.Profiles;

/// <summary>
/// How many accounts the workers hold, by what the profiles topic says, its records taken in their order: the newest
/// checkpoint of each partition. An account is in one partition, and is held for 30 days after its last event. One
/// thread at a time.
/// </summary>
internal sealed class HeldAccounts
{
    /// <summary>More partitions than this no topic has; a key that says so is damaged.</summary>
    private const int MaxPartitions = 100_000;

    private readonly Dictionary<int, string> _owners = [];
    private readonly Dictionary<int, long> _accounts = [];

    /// <summary>Accounts of all partitions; null: there is no checkpoint yet.</summary>
    public long? Count => _accounts.Count == 0 ? null : _accounts.Values.Sum();

    /// <summary>Takes a record in; what it does not know or cannot read says nothing.</summary>
    public void Apply(ReadOnlySpan<byte> keyText, ReadOnlySpan<byte> value)
    {
        if (!ProfileKey.TryParse(keyText, out var key) || key.Partition is < 0 or >= MaxPartitions)
        {
            return;
        }

        if (key.Kind == ProfileKind.Owner)
        {
            _owners[key.Partition] = key.Owner;
            return;
        }

        // Written by a worker that had lost the partition: void.
        var isOwners = !_owners.TryGetValue(key.Partition, out var owner) || owner == key.Owner;
        if (key.Kind == ProfileKind.Checkpoint && isOwners
            && CheckpointManifest.TryRead(value) is { Accounts: >= 0 } manifest)
        {
            _accounts[key.Partition] = manifest.Accounts;
        }
    }
}
