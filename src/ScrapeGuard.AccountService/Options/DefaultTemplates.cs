using System.Collections.Immutable;
using ScrapeGuard.AccountService.Templates;
using ScrapeGuard.Actions.Effects;

namespace ScrapeGuard.AccountService.Options;

/// <summary>
/// The calls of the reference service. An account stands in the body or the query, never in the path: servers disagree
/// about <c>%2F</c> and <c>..</c> in paths, and no two accounts may ever be taken for one.
/// </summary>
public static class DefaultTemplates
{
    private const string Body =
        """{"account":"{account}","reason":"{reason}","until":"{until}","campaign":"{campaign}"}""";

    private const string State = "/state";

    public static CallTemplate Ask { get; } = new()
    {
        Method = "GET",
        Url = "/v1/effects/{key}",
        Done = "200",
        NotDone = "404",
        Refused = "",
        Answer = State,
    };

    public static CallTemplate Profile { get; } = new()
    {
        Method = "GET",
        Url = "/v1/account?account={account}",
        Done = "200",
        NotDone = "404",
        Refused = "",
    };

    public static CallTemplate Of(EffectKind kind) => new()
    {
        Url = $"/v1/{EffectWords.Of(kind)}",
        Headers = ImmutableSortedDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase)
            .Add("Idempotency-Key", "{key}"),
        Body = Body,
        Answer = State,
    };
}
