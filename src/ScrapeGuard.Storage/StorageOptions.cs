namespace ScrapeGuard.Storage;

/// <summary>How much memory the process may take, and where the rest goes.</summary>
public sealed record StorageOptions
{
    /// <summary>
    /// What the runtime, Kafka's library, the indexes and the events held back take beside the accounts, roughly.
    /// </summary>
    public const long RestOfProcessBytes = 384L << 20;

    /// <summary>Folder for files of accounts' states; made when it is not there. Files in it have no name while they
    /// are used (on Windows: until they are closed), so they are gone when the process is.</summary>
    /// <value>Default <see cref="Path.GetTempPath"/>.</value>
    public string Directory { get; init; } = Path.GetTempPath();

    /// <summary>Most memory of the whole process that is to be resident.</summary>
    /// <value>Default 512 MiB.</value>
    public long MemoryLimitBytes { get; init; } = 512L << 20;

    /// <summary>Accounts that lie in plain memory, which no disk is ever asked for. Null: half of what the limit leaves
    /// beside <see cref="RestOfProcessBytes"/>.</summary>
    /// <value>Default null.</value>
    public long? PlainBytes { get; init; }

    /// <summary>Size of a file: so much of the disk is taken at once.</summary>
    /// <value>Default 64 MiB.</value>
    public int FileBytes { get; init; } = 64 << 20;

    /// <summary>What is wrong, one line a mistake.</summary>
    public IEnumerable<string> Validate()
    {
        if (Directory.Length == 0)
        {
            yield return "State:Directory '': must name a folder";
        }

        if (MemoryLimitBytes < 1)
        {
            yield return $"State:MemoryLimitBytes '{MemoryLimitBytes}': must be at least 1";
        }

        if (PlainBytes < 0)
        {
            yield return $"State:PlainBytes '{PlainBytes}': must not be negative";
        }

        if (FileBytes < 1 << 20)
        {
            yield return $"State:FileBytes '{FileBytes}': must be at least {1 << 20} (1 MiB)";
        }
    }

    internal long PlainBytesOrDefault => PlainBytes ?? Math.Max(0, MemoryLimitBytes - RestOfProcessBytes) / 2;
}
