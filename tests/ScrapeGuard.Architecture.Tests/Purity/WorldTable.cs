namespace ScrapeGuard.Architecture.Tests.Purity;

/// <summary>
/// The parts of the platform through which the world gets in: files, network, processes, wall clock, chance.
/// The inner ring references none of them, so that the same events always give the same decisions.
/// </summary>
internal static class WorldTable
{
    private static readonly HashSet<string> Types = new(StringComparer.Ordinal)
    {
        "System.Console",
        "System.Diagnostics.Process",
        "System.Diagnostics.ProcessStartInfo",
        "System.Diagnostics.Stopwatch",
        "System.IO.Directory",
        "System.IO.DirectoryInfo",
        "System.IO.DriveInfo",
        "System.IO.File",
        "System.IO.FileInfo",
        "System.IO.FileStream",
        "System.IO.FileSystemInfo",
        "System.IO.FileSystemWatcher",
        "System.IO.Path",
        "System.IO.RandomAccess",
        // Both open files by name; text comes in as TextReader or as a span.
        "System.IO.StreamReader",
        "System.IO.StreamWriter",
        "System.Security.Cryptography.RandomNumberGenerator",
        "System.Threading.PeriodicTimer",
        "System.Threading.Timer",
    };

    private static readonly string[] Namespaces =
        ["System.Net.", "System.IO.Pipes.", "System.IO.MemoryMappedFiles.", "System.Timers."];

    // Plain values: an address is a field of an event.
    private static readonly HashSet<string> Values = new(StringComparer.Ordinal)
    {
        "System.Net.IPAddress",
        "System.Net.IPNetwork",
        "System.Net.Sockets.AddressFamily",
        "System.Net.WebUtility",
    };

    private static readonly HashSet<string> Members = new(StringComparer.Ordinal)
    {
        "System.DateTime.ToLocalTime",
        "System.DateTime.get_Now",
        "System.DateTime.get_Today",
        "System.DateTime.get_UtcNow",
        "System.DateTimeOffset.ToLocalTime",
        "System.DateTimeOffset.get_LocalDateTime",
        "System.DateTimeOffset.get_Now",
        "System.DateTimeOffset.get_UtcNow",
        "System.Guid.CreateVersion7",
        "System.Guid.NewGuid",
        "System.Random.get_Shared",
        "System.Threading.Tasks.Task.Delay",
        "System.Threading.Thread.Sleep",
        "System.TimeProvider.get_System",
        "System.TimeZoneInfo.get_Local",
    };

    // The compiler writes the thread id into every iterator; the others tell nothing of the machine.
    private static readonly HashSet<string> PlainEnvironment = new(StringComparer.Ordinal)
    {
        "FailFast", "get_CurrentManagedThreadId", "get_NewLine",
    };

    public static bool BansType(string type) =>
        Types.Contains(type)
        || (!Values.Contains(type) && Namespaces.Any(n => type.StartsWith(n, StringComparison.Ordinal)));

    /// <param name="type">Full name of the declaring type.</param>
    /// <param name="member">Metadata name, such as <c>get_UtcNow</c> or <c>.ctor</c>.</param>
    /// <param name="parameters">How many the signature has: only the unseeded Random is banned.</param>
    public static bool BansMember(string type, string member, int parameters) =>
        BansType(type)
        || Members.Contains($"{type}.{member}")
        || (type == "System.Environment" && !PlainEnvironment.Contains(member))
        || (type == "System.Random" && member == ".ctor" && parameters == 0);
}
