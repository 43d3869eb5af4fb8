namespace ScrapeGuard.Engine.Accounts;

/// <summary>
/// Records of one size by their number, on something slower than memory. Used by one thread at a time.
/// </summary>
public interface IStateFile
{
    /// <summary>Takes room for records below a number.</summary>
    /// <exception cref="IOException">There is none; nothing has changed.</exception>
    void Reserve(long records);

    /// <summary>Reads what was written of a record and those that follow it; zeros if it never was.</summary>
    void Read(long record, Span<byte> into);

    /// <summary>Writes a record and those that follow it.</summary>
    void Write(long record, ReadOnlySpan<byte> from);

    /// <summary>Hears that a record will be read soon.</summary>
    void Expect(long record);
}
