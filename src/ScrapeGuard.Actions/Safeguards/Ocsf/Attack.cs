using ScrapeGuard.Core.Decisions;

namespace ScrapeGuard.Actions.Safeguards.Ocsf;

/// <summary>
/// A technique of MITRE ATT&amp;CK with the tactic that it serves here. Scraping through logged-in accounts is T1078
/// and T1119; once audio left the store, T1530 too.
/// </summary>
internal sealed record Attack(string Technique, string Name, string Tactic, string TacticName)
{
    /// <summary>The version of the matrix that these names come from.</summary>
    public const string MatrixVersion = "16.1";

    private static readonly Attack ValidAccounts = new("T1078", "Valid Accounts", "TA0001", "Initial Access");
    private static readonly Attack Collection = new("T1119", "Automated Collection", "TA0009", "Collection");
    private static readonly Attack Storage = new("T1530", "Data from Cloud Storage", "TA0009", "Collection");

    private static readonly Attack[] Metadata = [ValidAccounts, Collection];
    private static readonly Attack[] Audio = [ValidAccounts, Collection, Storage];

    public static IReadOnlyList<Attack> Of(Decision? decision) =>
        decision is { Exposure.AudioTracks: > 0 } ? Audio : Metadata;
}
