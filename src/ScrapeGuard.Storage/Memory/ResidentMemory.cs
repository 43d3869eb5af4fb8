using System.Buffers.Text;
using Microsoft.Win32.SafeHandles;

namespace ScrapeGuard.Storage.Memory;

/// <summary>
/// How much memory the process takes now, mapped files included: the second number of <c>/proc/self/statm</c>, in
/// pages (proc(5)); elsewhere what the framework says.
/// </summary>
internal sealed class ResidentMemory : IDisposable
{
    private const string Source = "/proc/self/statm";

    private readonly SafeFileHandle? _statm = File.Exists(Source) ? File.OpenHandle(Source) : null;

    /// <summary>Bytes.</summary>
    public long Read()
    {
        if (_statm is null)
        {
            return Environment.WorkingSet;
        }

        Span<byte> text = stackalloc byte[128];
        var line = text[..RandomAccess.Read(_statm, text, 0)];
        var resident = line[(line.IndexOf((byte)' ') + 1)..];
        return Utf8Parser.TryParse(resident, out long pages, out _)
            ? pages * Environment.SystemPageSize
            : Environment.WorkingSet;
    }

    public void Dispose() => _statm?.Dispose();
}
