using System.Reflection;
using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace ScrapeGuard.Kafka.Native;

/// <summary>Only in the lane without librdkafka.redist (see the project file).</summary>
public static partial class SystemLibrdkafka
{
    private const string Prefix = "librdkafka";

    private static readonly string[] Names = ["librdkafka.so.1", "librdkafka.so", "librdkafka.1.dylib"];
    private static readonly Lock Registering = new();
    private static bool _isRegistered;

    static partial void Register()
    {
        lock (Registering)
        {
            if (!_isRegistered)
            {
                _isRegistered = true;
                NativeLibrary.SetDllImportResolver(typeof(Message<,>).Assembly, Resolve);
            }
        }
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (!name.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return 0;
        }

        foreach (var candidate in Names)
        {
            if (NativeLibrary.TryLoad(candidate, assembly, path, out var handle))
            {
                return handle;
            }
        }

        return 0;
    }
}
