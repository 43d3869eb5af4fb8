namespace ScrapeGuard.Kafka.Options;

/// <summary>What becomes of decisions when a worker dies.</summary>
public enum DeliveryGuarantee
{
    /// <summary>Decisions and progress move in one transaction: a reader of committed records sees each once.</summary>
    ExactlyOnce,

    /// <summary>A decision may come again, with the same id: the reader drops the repeat.</summary>
    AtLeastOnce,
}
