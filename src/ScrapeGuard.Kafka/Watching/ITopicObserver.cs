namespace ScrapeGuard.Kafka.Watching;

/// <summary>Is shown the records of topics that are only looked at; called on the thread that reads.</summary>
public interface ITopicObserver
{
    /// <summary>A record's value; good until the call returns.</summary>
    /// <param name="topic">Where it stood.</param>
    /// <param name="value">Its value.</param>
    void See(string topic, ReadOnlySpan<byte> value);

    /// <summary>Nothing more is there for now, or a while has passed.</summary>
    void Pause();
}
