namespace ScrapeGuard.Console.Live;

/// <summary>Something that happened, as it goes to those who watch.</summary>
/// <param name="Id">Rises from one to the next, also over restarts.</param>
/// <param name="Kind">The event's name: <c>decision</c>, <c>case</c>, <c>campaign</c>, <c>audit</c>.</param>
/// <param name="Json">Its data, one line.</param>
internal sealed record LiveMessage(long Id, string Kind, ReadOnlyMemory<byte> Json);
