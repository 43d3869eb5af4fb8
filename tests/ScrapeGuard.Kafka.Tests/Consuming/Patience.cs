namespace ScrapeGuard.Kafka.Tests.Consuming;

/// <summary>Goes on with something until it has come about; a test that waits in vain says for what.</summary>
internal static class Patience
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static void Until(Func<bool> isDone, string what, Action step)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!isDone())
        {
            TimeProvider.System.GetElapsedTime(start).Should().BeLessThan(Limit, $"waiting for {what}");
            step();
        }
    }
}
