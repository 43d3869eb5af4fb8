namespace ScrapeGuard.Kafka.Native;

/// <summary>
/// Lets Confluent.Kafka run on the librdkafka of the system (Debian: <c>librdkafka1</c>), whose file is named otherwise
/// than the one that its package would bring. In the lane with the package's own there is nothing to do.
/// </summary>
public static partial class SystemLibrdkafka
{
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

    /// <summary>Says where the library is; has no body in the lane that brings its own.</summary>
    static partial void Register();
}
