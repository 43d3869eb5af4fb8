using ScrapeGuard.Kafka.Native;
using ScrapeGuard.Kafka.Tests.Brokers;

namespace ScrapeGuard.Kafka.Tests;

/// <summary>
/// A real Apache Kafka of one broker, from the official scripts under <c>KAFKA_HOME</c>: started for the first test
/// that needs it, stopped after the last (so it stands in the root of the namespaces). Where there is none, those tests
/// are skipped and say why.
/// </summary>
[SetUpFixture]
public sealed class RealBroker
{
    private static readonly Lock Starting = new();
    private static LocalBroker? _running;

    /// <summary>The address of the broker; skips the test when there can be none.</summary>
    public static string Servers
    {
        get
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

            lock (Starting)
            {
                _running ??= LocalBroker.Start(home!);
                return _running.Servers;
            }
        }
    }

    [OneTimeTearDown]
    public void StopRunning() => _running?.Dispose();
}
