namespace ScrapeGuard.Storage;

/// <summary>The disk could not take accounts' states: says which folder and why.</summary>
public sealed class StateStorageException(string directory, long bytes, string reason, Exception? cause = null)
    : IOException($"State:Directory '{directory}': no room for {bytes >> 10:N0} KiB of accounts' state: {reason}", cause)
{
    /// <summary>The folder.</summary>
    public string Directory { get; } = directory;
}
