namespace ScrapeGuard.Core.Events;

/// <summary>
/// What an access event did to the catalogue. A word that is not in this list counts as <see cref="Other"/>.
/// </summary>
public enum Operation : byte
{
    /// <summary>Anything else, and every unknown word.</summary>
    Other = 0,

    /// <summary>Catalogue entries were served: track, album, playlist pages.</summary>
    Metadata = 1,

    /// <summary>A search, with the entries that it found.</summary>
    Search = 2,

    /// <summary>A page of the catalogue was browsed.</summary>
    Browse = 3,

    /// <summary>A content key was handed out.</summary>
    License = 4,

    /// <summary>Bytes of a track were served.</summary>
    Audio = 5,

    /// <summary>The client's own report that a track was played.</summary>
    Play = 6,

    /// <summary>A sign-in or a token refresh.</summary>
    Auth = 7,
}
