namespace ScrapeGuard.Storage;

/// <summary>The disk could not take or give accounts' states: says which folder and why.</summary>
public sealed class StateStorageException(string directory, string what, string reason, Exception? cause = null)
    : IOException($"State:Directory '{directory}': {what}: {reason}", cause)
{
    /// <summary>The folder.</summary>
    public string Directory { get; } = directory;
}
