namespace ScrapeGuard.Kafka.Options;

/// <summary>The settings of a worker: those under <c>Kafka</c>, <c>State</c> and <c>Worker</c>.</summary>
public sealed record WorkerOptions
{
    /// <summary>Where the events come from and the decisions go.</summary>
    public KafkaOptions Kafka { get; init; } = new();

    /// <summary>What is kept, and where.</summary>
    public StateOptions State { get; init; } = new();

    /// <summary><c>Worker:Delivery</c>: what becomes of decisions when a worker dies.</summary>
    /// <value>Default <see cref="DeliveryGuarantee.ExactlyOnce"/>.</value>
    public DeliveryGuarantee Delivery { get; init; }

    /// <summary><c>Worker:CommitMilliseconds</c>: how long decisions wait for others to be committed with.</summary>
    /// <value>Default 200.</value>
    public int CommitMilliseconds { get; init; } = 200;

    /// <summary>
    /// <c>Worker:IdlePartitionSeconds</c>: how long a partition must have been read to its end, with nothing new in it,
    /// before the others' time moves it on. Longer than a producer or a change of leaders keeps one partition back.
    /// </summary>
    /// <value>Default 10.</value>
    public int IdlePartitionSeconds { get; init; } = 10;

    /// <summary><c>Worker:Threads</c>: threads that judge, besides the one that reads.</summary>
    /// <value>Default: the processors, less the one that reads, at least 1.</value>
    public int Threads { get; init; } = Math.Max(1, Environment.ProcessorCount - 1);

    /// <summary>What is wrong, one line a mistake, each with key and value.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> errors = [.. Kafka.Validate(), .. State.Validate()];
        Check(errors, "Worker:CommitMilliseconds", CommitMilliseconds, 10, 10_000);
        Check(errors, "Worker:IdlePartitionSeconds", IdlePartitionSeconds, 1, 3_600);
        Check(errors, "Worker:Threads", Threads, 1, 256);
        return errors;
    }

    private static void Check(List<string> errors, string key, int value, int least, int most)
    {
        if (value < least || value > most)
        {
            errors.Add($"{key} '{value}': must be {least} to {most}");
        }
    }
}
