namespace ScrapeGuard.Cli.FromKafka;

/// <summary>One end of a range: an offset, or a time of records, which leads to one in each partition.</summary>
/// <param name="Value">The offset, or milliseconds since 1970.</param>
/// <param name="IsTime">True: a time.</param>
internal readonly record struct RangeBound(long Value, bool IsTime);
