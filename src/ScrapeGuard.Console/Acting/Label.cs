using ScrapeGuard.Actions.Commands;

namespace ScrapeGuard.Console.Acting;

/// <summary>An analyst's word on what an account is, as a note's text carries it.</summary>
/// <param name="Account">The account.</param>
/// <param name="Verdict"><c>scraper</c> or <c>person</c>.</param>
/// <param name="By">The analyst.</param>
/// <param name="Why">Their reason.</param>
internal sealed record Label(string Account, string Verdict, string By, string Why)
{
    public const string Scraper = "scraper";
    public const string Person = "person";

    private const string Prefix = "label ";
    private const string Between = ": ";

    /// <summary>What is wrong with a label that somebody gives; none given is not wrong here.</summary>
    public static IEnumerable<string> Check(string? label) =>
        label is null or Scraper or Person ? [] : [$"label: must be {Scraper} or {Person}"];

    public static string ToReason(string verdict, string why) => Prefix + verdict + Between + why;

    /// <summary>Reads one out of a command; null: it is none.</summary>
    public static Label? Of(OperatorCommand command)
    {
        if (command is not { Kind: CommandKind.Note, Target: { Scope: CommandScope.Account, Name: var account } })
        {
            return null;
        }

        foreach (var verdict in new[] { Scraper, Person })
        {
            var mark = Prefix + verdict + Between;
            if (command.Reason.StartsWith(mark, StringComparison.Ordinal))
            {
                return new Label(account, verdict, command.By, command.Reason[mark.Length..]);
            }
        }

        return null;
    }
}
