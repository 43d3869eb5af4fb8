namespace ScrapeGuard.Console.Hosting;

/// <summary>How a console stands, for whoever collects.</summary>
/// <param name="FailedSignIns">Sign-ins that failed, since its start.</param>
/// <param name="Streams">Streams that are open.</param>
/// <param name="Sessions">Browsers that are signed in.</param>
/// <param name="Overflow">Accounts and cases that found no room in its memory, since its start.</param>
/// <param name="PassedOver">Records of the topics that it did not look at, to keep up, since its start.</param>
internal readonly record struct ConsoleReading(
    long FailedSignIns, long Streams, long Sessions, long Overflow, long PassedOver);
