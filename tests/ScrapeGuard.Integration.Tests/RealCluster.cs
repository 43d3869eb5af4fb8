using ScrapeGuard.Integration.Tests.Brokers;
using ScrapeGuard.Kafka.Native;

namespace ScrapeGuard.Integration.Tests;

/// <summary>
/// Real brokers for the tests of this assembly, of the Apache Kafka under <c>KAFKA_HOME</c>: one broker or three, never
/// both at a time. Where there is none, the tests are skipped and say why.
/// </summary>
internal static class RealCluster
{
    private static LocalCluster? _running;

    /// <summary>A cluster of so many brokers, all of which run; skips the test when there can be none.</summary>
    public static LocalCluster Of(int brokers)
    {
        var home = Environment.GetEnvironmentVariable("KAFKA_HOME");
        if (string.IsNullOrEmpty(home))
        {
            Assert.Ignore("KAFKA_HOME is not set: no broker to test against");
        }

        if (SystemLibrdkafka.Load() is { } missing)
        {
            Assert.Ignore(missing);
        }

        if (_running?.Brokers != brokers)
        {
            _running?.Dispose();
            _running = new LocalCluster(home!, brokers);
        }

        _running.Start();
        return _running;
    }

    public static void Stop()
    {
        _running?.Dispose();
        _running = null;
    }
}
