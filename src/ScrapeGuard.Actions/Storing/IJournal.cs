namespace ScrapeGuard.Actions.Storing;

/// <summary>Lines that outlive the process: what the store in memory is made of again.</summary>
public interface IJournal
{
    /// <summary>
    /// The lines that were appended, in their order. A last line that broke off is left out by whoever reads.
    /// </summary>
    IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(CancellationToken cancellation);

    /// <summary>Appends one line, without a line feed in it; when it returns the line is there to stay.</summary>
    Task AppendAsync(ReadOnlyMemory<byte> line, CancellationToken cancellation);
}
