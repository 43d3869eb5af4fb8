namespace ScrapeGuard.AccountService.Reference.Faults;

/// <summary>The words of <see cref="Fault"/>.</summary>
public static class FaultNames
{
    /// <summary>Before a fault of questions: <c>ask:error</c>.</summary>
    public const string AskPrefix = "ask:";

    private static readonly string[] Words =
        ["hang", "too-many", "unavailable", "error", "drop-before", "slow", "forget", "drop-after", "error-after"];

    /// <summary>All faults of calls, then those of questions, which can neither be forgotten nor be done.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. Words,
        .. Enum.GetValues<Fault>().Where(fault => fault < Fault.Forget).Select(fault => AskPrefix + Of(fault)),
    ];

    /// <summary>The word of a fault.</summary>
    public static string Of(Fault fault) => Words[(int)fault];
}
