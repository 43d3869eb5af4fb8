namespace ScrapeGuard.Console.Views;

/// <param name="Accepted">Always true: it is on its way to the actioner.</param>
/// <param name="Command">Its id, which stands in the audit.</param>
public sealed record AcceptedView(bool Accepted, string Command);
