using Microsoft.Extensions.Logging;

namespace ScrapeGuard.AccountService.Calling;

/// <summary>What the client of the account service logs: no accounts, no secrets, no URL.</summary>
internal static partial class AccountServiceLog
{
    [LoggerMessage(5001, LogLevel.Warning,
        "account service: too many attempts failed; no {Traffic} for {Seconds} s, then one to see")]
    public static partial void Broken(ILogger log, string traffic, int seconds);

    [LoggerMessage(5002, LogLevel.Information, "account service: {Traffic} go through again")]
    public static partial void Mended(ILogger log, string traffic);

    [LoggerMessage(5003, LogLevel.Debug, "account service: {Kind}: {Outcome}: {Detail}")]
    public static partial void Replied(ILogger log, string kind, string outcome, string detail);
}
