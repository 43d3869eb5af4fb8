namespace ScrapeGuard.Kafka.Worker;

/// <summary>
/// The work cannot go on as it is: the worker lets go of everything and starts anew from what was committed.
/// </summary>
internal sealed class WorkerFault(string message, Exception? cause = null) : Exception(message, cause);
