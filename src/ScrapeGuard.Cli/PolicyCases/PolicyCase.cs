using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Cli.PolicyCases;

/// <summary>Traffic, and what a policy is to make of it.</summary>
internal sealed record PolicyCase
{
    public required string Name { get; init; }

    /// <summary>Captures whose traffic is the case's, paths from the folder of its file.</summary>
    public IReadOnlyList<string> Captures { get; init; } = [];

    /// <summary>Traffic that is made.</summary>
    public IReadOnlyList<CaseAct> Acts { get; init; } = [];

    public required IReadOnlyList<CaseExpectation> Expectations { get; init; }
}

/// <summary>Events of one account at an even pace.</summary>
internal sealed record CaseAct
{
    public required string Account { get; init; }

    public required Operation Operation { get; init; }

    /// <summary>Events.</summary>
    public required int Count { get; init; }

    /// <summary>From one event to the next.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>From the case's begin to the first event.</summary>
    public TimeSpan From { get; init; }

    /// <summary>Tracks that each event serves.</summary>
    public int Tracks { get; init; } = 1;

    /// <summary>Different events until the tracks come again; null: never.</summary>
    public int? RepeatsAfter { get; init; }

    /// <summary>How long a report of a play, so much later, says that each event's first track was heard.</summary>
    public TimeSpan? Plays { get; init; }

    public string? Plan { get; init; }

    public string? Country { get; init; }

    public string? Client { get; init; }

    /// <summary>Lines that it makes.</summary>
    public long Events => Plays is null ? Count : 2L * Count;
}

/// <summary>What is to become of an account: a step that it comes to, or one that it stays below.</summary>
internal sealed record CaseExpectation
{
    public required string Account { get; init; }

    /// <summary>The step.</summary>
    public required Verdict Step { get; init; }

    /// <summary>The account is to stay below the step.</summary>
    public bool StaysBelow { get; init; }

    /// <summary>Most tracks that it may have taken when it comes to the step.</summary>
    public int? WithinTracks { get; init; }

    /// <summary>Longest time from its first event to the step.</summary>
    public TimeSpan? Within { get; init; }

    /// <summary>Code of a reason that the decision must name.</summary>
    public string? Because { get; init; }
}
