namespace ScrapeGuard.Cli.Evaluating;

/// <summary>What is true of an account, as <c>simulate --truth</c> writes it.</summary>
/// <param name="Account">Its name.</param>
/// <param name="Label"><c>person</c> or <c>scraper</c>.</param>
/// <param name="Kind">Kind of person or scraper.</param>
/// <param name="Tracks">Distinct tracks that it was served in all.</param>
/// <param name="AudioTracks">Distinct tracks of which it was served audio in all.</param>
internal sealed record LabelledAccount(string Account, string Label, string Kind, long Tracks, long AudioTracks)
{
    public const string Person = "person";
    public const string Scraper = "scraper";

    public bool IsPerson => string.Equals(Label, Person, StringComparison.Ordinal);
}
