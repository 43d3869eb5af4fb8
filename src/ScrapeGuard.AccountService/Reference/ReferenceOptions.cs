using System.Collections.Immutable;
using ScrapeGuard.AccountService.Options;
using ScrapeGuard.AccountService.Reference.Faults;
using ScrapeGuard.AccountService.Secrets;

namespace ScrapeGuard.AccountService.Reference;

/// <summary>The settings of the reference account service.</summary>
public sealed record ReferenceOptions
{
    /// <summary>
    /// Where it listens, several with semicolons between: <c>http://ADDRESS:PORT</c>, port 0 for any free one. Anyone
    /// who reaches it can suspend, so it is the machine's own by default.
    /// </summary>
    /// <value>Default <c>http://127.0.0.1:0</c>.</value>
    public string Urls { get; init; } = "http://127.0.0.1:0";

    /// <summary>Of all chance in the faults.</summary>
    /// <value>Default 1.</value>
    public int Seed { get; init; } = 1;

    /// <summary>The faults that are ordered from the start, by name (<see cref="FaultNames"/>).</summary>
    public ImmutableSortedDictionary<string, FaultRule> Faults { get; init; } =
        ImmutableSortedDictionary.Create<string, FaultRule>(StringComparer.Ordinal);

    /// <summary>How late a slow call is carried out, 1 ms to 2 minutes.</summary>
    /// <value>Default 2,000.</value>
    public int SlowMilliseconds { get; init; } = 2_000;

    /// <summary>What <c>Retry-After</c> says, 0 to 3,600.</summary>
    /// <value>Default 1.</value>
    public int RetryAfterSeconds { get; init; } = 1;

    /// <summary>What callers must send as <c>Authorization</c>; null: nothing.</summary>
    public SecretSource? Token { get; init; }

    public LedgerOptions Ledger { get; init; } = new();

    /// <summary>What is wrong, one line a mistake.</summary>
    public IReadOnlyList<string> Validate()
    {
        var mistakes = new List<string>();
        foreach (var (name, rule) in Faults)
        {
            if (!FaultNames.All.Contains(name))
            {
                mistakes.Add($"Faults '{name}': is no fault; they are {string.Join(", ", FaultNames.All)}");
            }
            else if (rule.Mistake is { } mistake)
            {
                mistakes.Add($"Faults:{name} '{rule.Share}, {rule.Count}': {mistake}");
            }
        }

        mistakes.AddRange(new[]
        {
            Bounds.Check("SlowMilliseconds", SlowMilliseconds, 1, 120_000),
            Bounds.Check("RetryAfterSeconds", RetryAfterSeconds, 0, 3_600),
        }.OfType<string>());
        mistakes.AddRange(Token?.Validate("Token") ?? []);
        mistakes.AddRange(Ledger.Validate("Ledger"));
        return mistakes;
    }
}
