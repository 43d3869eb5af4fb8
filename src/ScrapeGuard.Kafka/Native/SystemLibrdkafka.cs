using System.Reflection;
using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace ScrapeGuard.Kafka.Native;

/// <summary>
/// Lets Confluent.Kafka run on the librdkafka of the system (Debian: <c>librdkafka1</c>), whose file is named otherwise
/// than the one that its package would bring.
/// </summary>
public static class SystemLibrdkafka
{
    private const string Library = "librdkafka";

    private static readonly string[] Names = ["librdkafka.so.1", "librdkafka.so", "librdkafka.1.dylib"];
    private static readonly Lock Registering = new();
    private static bool _isRegistered;

    /// <summary>Must be called before the first use of Confluent.Kafka; again is harmless.</summary>
    /// <returns>Null, or what is missing and how to get it.</returns>
    public static string? Load()
    {
        Register();
        try
        {
            _ = Confluent.Kafka.Library.Version;
            return null;
        }
        catch (Exception exception) when (exception is DllNotFoundException or InvalidOperationException
            or TypeInitializationException or BadImageFormatException)
        {
            return "librdkafka cannot be loaded; on Debian and Ubuntu: apt-get install librdkafka1";
        }
    }

    private static void Register()
    {
#if !LIBRDKAFKA_REDIST
        lock (Registering)
        {
            if (!_isRegistered)
            {
                _isRegistered = true;
                NativeLibrary.SetDllImportResolver(typeof(Message<,>).Assembly, Resolve);
            }
        }
#else
        _ = (Registering, _isRegistered, (DllImportResolver)Resolve);
#endif
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (!name.StartsWith(Library, StringComparison.Ordinal))
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
