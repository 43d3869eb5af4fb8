namespace ScrapeGuard.Simulation.People;

/// <summary>Names of the kinds in the truth.</summary>
internal static class PersonKinds
{
    private static readonly string[] Names =
    [
        "listener", "explorer", "catalogue-browser", "shop-radio", "family", "third-party-player", "offline-syncer",
        "traveller", "dormitory", "fan-club", "dj", "release-binger", "mobile-carrier", "wanderer",
    ];

    /// <summary>All names, in the order of the kinds.</summary>
    public static IReadOnlyList<string> All => Names;

    /// <summary>The kind of a name; null when there is none.</summary>
    public static PersonKind? Parse(string name) =>
        Array.IndexOf(Names, name) is >= 0 and var place ? (PersonKind)place : null;

    public static string Name(PersonKind kind) => Names[(int)kind];

    /// <summary>The kind at a point of 0 .. 1 of the mix.</summary>
    public static PersonKind At(PeopleMix mix, double point)
    {
        var shares = mix.Shares;
        var left = point * shares.Sum(share => share.Share);
        for (var kind = 0; kind < shares.Count; kind++)
        {
            left -= shares[kind].Share;
            if (left < 0)
            {
                return (PersonKind)kind;
            }
        }

        return PersonKind.Listener;
    }
}
