using ScrapeGuard.Simulation.Truth;

namespace ScrapeGuard.Simulation.Accounts;

/// <summary>One account: its face in the events, and the tally of what it was served.</summary>
internal sealed class Account(int index, ulong name, string kind, string? campaign)
{
    private uint _events;

    public int Index { get; } = index;

    /// <summary>Written as 16 hexadecimal digits; the same shape for people and scrapers.</summary>
    public ulong Name { get; } = name;

    public string Kind { get; } = kind;

    public string? Campaign { get; } = campaign;

    public bool IsScraper { get; init; }

    public Plan Plan { get; init; }

    /// <summary>Days from 0001-01-01.</summary>
    public int CreatedDay { get; init; }

    public required Endpoint[] Endpoints { get; init; }

    public AccountFace Face => new(Name, Plan, CreatedDay);

    public Tally Tally { get; } = new();

    /// <summary>Number of an event within the account; its id is derived from both.</summary>
    public uint NextEvent() => _events++;
}
