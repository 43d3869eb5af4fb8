using ScrapeGuard.AccountService.Templates;

namespace ScrapeGuard.AccountService.Options;

/// <summary>Where in the answer about an account its cohorts stand: JSON pointers (RFC 6901).</summary>
public sealed record ProfileMembers
{
    /// <value>Default <c>/plan</c>.</value>
    public string Plan { get; init; } = "/plan";

    /// <value>Default <c>/country</c>.</value>
    public string Country { get; init; } = "/country";

    /// <value>Default <c>/client</c>.</value>
    public string Client { get; init; } = "/client";

    /// <summary>When the account was created: RFC 3339, or a number of seconds since 1970.</summary>
    /// <value>Default <c>/created</c>.</value>
    public string Created { get; init; } = "/created";

    internal IEnumerable<string> Validate(string key)
    {
        foreach (var (name, pointer) in new[]
        {
            (nameof(Plan), Plan), (nameof(Country), Country), (nameof(Client), Client), (nameof(Created), Created),
        })
        {
            if (JsonPointer.Parse(pointer) is null)
            {
                yield return $"{key}:{name} '{pointer}': must be a JSON pointer, as in /customer/plan";
            }
        }
    }
}
