namespace ScrapeGuard.Actions.Storing;

/// <summary>What a transaction wants to know; each list without repeats.</summary>
public sealed record SnapshotKeys
{
    public IReadOnlyCollection<string> Accounts { get; init; } = [];

    /// <summary>Effects by id: they come whatever their state, and so do their accounts.</summary>
    public IReadOnlyCollection<string> Effects { get; init; } = [];

    /// <summary>Cases by id; those that the accounts and effects name come by themselves.</summary>
    public IReadOnlyCollection<string> Cases { get; init; } = [];

    /// <summary>Ids of decisions of which it is to be known whether they came before.</summary>
    public IReadOnlyCollection<string> Decisions { get; init; } = [];

    /// <summary>Ids of commands of which it is to be known whether they came before.</summary>
    public IReadOnlyCollection<string> Commands { get; init; } = [];
}
