using ScrapeGuard.Console.Api;
using ScrapeGuard.Core.Decisions;

namespace ScrapeGuard.Console.Views;

/// <summary>All that is known of one account.</summary>
public sealed record AccountPageView : AccountView
{
    /// <summary>Of its newest decision.</summary>
    public required IReadOnlyList<ReasonView> Reasons { get; init; }

    public required IReadOnlyList<FeatureView> Features { get; init; }

    public required IReadOnlyList<HourView> Timeline { get; init; }

    public required TookView Took { get; init; }

    /// <summary>Newest first.</summary>
    public required IReadOnlyList<Decision> Decisions { get; init; }

    public required IReadOnlyList<EffectView> Effects { get; init; }

    /// <summary>Ids.</summary>
    public required IReadOnlyList<string> Cases { get; init; }

    public required IReadOnlyList<NoteView> Notes { get; init; }

    public AllowedView? Allowed { get; init; }

    public required IReadOnlyList<NetworkView> Networks { get; init; }

    public required IReadOnlyList<string> Devices { get; init; }

    public required IReadOnlyList<string> Clients { get; init; }

    /// <summary>What would have kept it below the step that was taken; null: it is not known.</summary>
    public IReadOnlyList<string>? Clearing { get; init; }
}

/// <param name="Code">As decisions have it.</param>
/// <param name="Title">In a few words.</param>
/// <param name="Text">In a sentence with its numbers.</param>
/// <param name="Value">What the account has.</param>
/// <param name="Expected">What people have, or the bound.</param>
/// <param name="Weight">0 to 1.</param>
/// <param name="Unit">Of the value; null: a number.</param>
public sealed record ReasonView(
    string Code, string Title, string Text, double Value, double Expected, double Weight, string? Unit);

/// <summary>A feature of an account beside what people have, in its own unit.</summary>
public sealed record FeatureView
{
    /// <summary>As the schema has it, such as <c>audio-tracks-24h</c>.</summary>
    public required string Name { get; init; }

    public required string Title { get; init; }

    public required string Text { get; init; }

    public required double Value { get; init; }

    /// <summary>5 % of people lie below.</summary>
    public double? Low { get; init; }

    /// <summary>Half of the people lie below.</summary>
    public double? Median { get; init; }

    /// <summary>5 % of people lie above.</summary>
    public double? High { get; init; }

    /// <summary>Outside of what nine people in ten have.</summary>
    public required bool Unusual { get; init; }

    public required string Unit { get; init; }
}

/// <summary>
/// An hour of an account, in which anything happened: requests by operation, then tracks that it was served for the
/// first time with audio, at all, and those that it asked for in vain.
/// </summary>
public sealed record HourView(
    Moment Time, int Metadata, int Search, int Browse, int License, int Audio, int Play, int Auth, int Other,
    int AudioTracks, int MetadataTracks, int PreventedTracks);

public sealed record TookView
{
    public required long Tracks { get; init; }

    public required long AudioTracks { get; init; }

    public required long Bytes { get; init; }

    public required IReadOnlyList<BandView> Bands { get; init; }

    /// <summary>Null: events do not carry them.</summary>
    public IReadOnlyList<WorkView>? Artists { get; init; }

    /// <summary>Ids of some tracks, as far as they are known by name.</summary>
    public required IReadOnlyList<string> Samples { get; init; }
}

public sealed record BandView(string Band, long Tracks);

public sealed record WorkView(string Name, long Tracks);

public sealed record EffectView(
    string Id, string Account, string Kind, string State, Moment Time, string Reason, string By, Moment? Until,
    string? Detail);

public sealed record NoteView(Moment Time, string By, string Kind, string Text);

public sealed record AllowedView(Moment? Until, string By, string Reason);

public sealed record NetworkView(string Ip, long Events);
