namespace ScrapeGuard.Engine.Accounts;

/// <summary>
/// Memory and disk for accounts that do not all fit into memory. The Engine does not know where the disk is, nor how
/// much memory there is. The shards of an engine open their own parts, from their own threads.
/// </summary>
public interface IStateStore : IDisposable
{
    /// <summary>Opens room for records of one size that are not in memory.</summary>
    IStateFile OpenFile(int recordBytes);

    /// <summary>Opens a share of the memory, which comes in blocks of one size.</summary>
    IStatePool OpenPool(int blockBytes);

    /// <summary>Hears that so many bytes are about to be taken elsewhere in the process.</summary>
    void MakeRoom(long bytes);
}
