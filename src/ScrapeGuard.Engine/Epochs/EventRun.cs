namespace ScrapeGuard.Engine.Epochs;

/// <summary>Neighbouring events that arrived while one epoch was being judged.</summary>
/// <param name="Epoch">The epoch that the stream's time, less the grace, lies in.</param>
/// <param name="FirstBatch">Number of the first batch.</param>
/// <param name="FirstEvent">Number of the first event in it.</param>
/// <param name="Count">Number of events, refused ones among them.</param>
internal readonly record struct EventRun(long Epoch, int FirstBatch, int FirstEvent, int Count);
