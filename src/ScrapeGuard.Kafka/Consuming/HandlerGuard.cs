using System.Runtime.ExceptionServices;

namespace ScrapeGuard.Kafka.Consuming;

/// <summary>
/// Keeps what a consumer's handlers of rebalances throw until there is somebody to throw it to:
/// <see cref="RecordReader"/> does at the end of the poll that ran them, and who closes a consumer asks by
/// <see cref="ThrowKept"/>. Every handler has to run in one: with cooperative assignment Confluent.Kafka 1.9.3 ends the
/// process when a handler throws (it answers with <c>Unassign</c>, which is an error there, thrown into native code).
/// </summary>
/// <remarks>
/// To the consumer the handler has done its work, and the partitions are assigned or given up as they would be: whoever
/// gets the exception has to close the consumer, or to know better.
/// </remarks>
public sealed class HandlerGuard
{
    private ExceptionDispatchInfo? _kept;

    /// <summary>Whether a handler has thrown.</summary>
    internal bool HasKept => _kept is not null;

    /// <summary>Runs a handler; never throws.</summary>
    public void Run(Action handler)
    {
        try
        {
            handler();
        }
        catch (Exception exception)
        {
            // The first is told: those after it follow from it.
            _kept ??= ExceptionDispatchInfo.Capture(exception);
        }
    }

    /// <summary>Throws what a handler has thrown, once; nothing when none has.</summary>
    public void ThrowKept()
    {
        if (_kept is { } kept)
        {
            _kept = null;
            kept.Throw();
        }
    }
}
