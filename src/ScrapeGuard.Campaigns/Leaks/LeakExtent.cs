using System.Collections.Immutable;
using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Campaigns.Leaks;

/// <summary>How much an account, a campaign or all of them took, and how.</summary>
public sealed record LeakExtent
{
    /// <summary>The account, or the campaign; empty for all.</summary>
    public required string Name { get; init; }

    /// <summary>The account's campaign; null: none, or this is no account.</summary>
    public string? Campaign { get; init; }

    /// <summary>Accounts with an event.</summary>
    public required int Accounts { get; init; }

    /// <summary>Distinct tracks of which anything was served; what two accounts took counts once.</summary>
    public required double Tracks { get; init; }

    /// <summary>Distinct tracks of which a catalogue entry was served.</summary>
    public required double MetadataTracks { get; init; }

    /// <summary>Distinct tracks of which audio was served.</summary>
    public required double AudioTracks { get; init; }

    /// <summary>Distinct tracks of which a content key was handed out.</summary>
    public required double KeyTracks { get; init; }

    /// <summary>Standard error of the distinct counts as a share of them; 0: exact.</summary>
    public required double RelativeError { get; init; }

    /// <summary>Bytes served.</summary>
    public required long Bytes { get; init; }

    /// <summary>Requests, refused ones among them.</summary>
    public required long Requests { get; init; }

    /// <summary>Requests refused: status 400 and above.</summary>
    public required long Refused { get; init; }

    /// <summary>Requests served, by operation.</summary>
    public required ImmutableArray<(Operation Operation, long Requests)> Operations { get; init; }

    /// <summary>Share of the catalogue.</summary>
    public required LeakShare Catalogue { get; init; }

    /// <summary>The same, of which audio.</summary>
    public required LeakShare CatalogueAudio { get; init; }

    /// <summary>Share of what the others listened to that went to tracks taken; null: nobody listened.</summary>
    public required LeakShare? Listening { get; init; }

    /// <summary>The same of tracks of which audio was taken.</summary>
    public required LeakShare? ListeningAudio { get; init; }

    public required ImmutableArray<PopularityBand> Bands { get; init; }

    /// <summary>Time of the first event, in microseconds.</summary>
    public required long FirstMicros { get; init; }

    /// <summary>Time of the last event, in microseconds.</summary>
    public required long LastMicros { get; init; }

    /// <summary>Distinct clients, at most 10,000; more are that many.</summary>
    public required int Clients { get; init; }

    public required int Networks { get; init; }

    public required int Devices { get; init; }

    /// <summary>When it was suspended first; null: never, or this is no account.</summary>
    public long? SuspendedMicros { get; init; }

    public required PreventedLeak Prevented { get; init; }

    /// <summary>Requests of operations that serve no catalogue entry and no track, sign-in aside.</summary>
    public long OutsideCatalogue => Operations.Where(count => count.Operation == Operation.Other)
        .Sum(count => count.Requests);
}
