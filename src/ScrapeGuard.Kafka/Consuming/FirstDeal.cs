namespace ScrapeGuard.Kafka.Consuming;

/// <summary>
/// A consumer that is closed before its group has dealt for the first time takes the process with it (librdkafka before
/// 2.2, its issue 4381); and an assignment that waits for its handler keeps it from closing.
/// </summary>
internal static class FirstDeal
{
    /// <summary>
    /// A group deals when it has given up a member that was killed: after a session's time. A program that ends
    /// meanwhile does not wait for it, and the group will notice.
    /// </summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan PollTime = TimeSpan.FromMilliseconds(50);

    /// <summary>Reads once, and on until the group has dealt or it has taken too long; then one may close.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="hasJoined">Whether the group has dealt.</param>
    /// <param name="read">Lets the consumer call its handlers, waiting for so long; what it gives is dropped.</param>
    public static void Await(TimeProvider time, Func<bool> hasJoined, Action<TimeSpan> read)
    {
        var started = time.GetTimestamp();
        do
        {
            read(hasJoined() ? TimeSpan.Zero : PollTime);
        }
        while (!hasJoined() && time.GetElapsedTime(started) < LongestWait);
    }
}
