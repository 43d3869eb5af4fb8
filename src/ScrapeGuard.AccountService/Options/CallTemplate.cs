using System.Collections.Immutable;

namespace ScrapeGuard.AccountService.Options;

/// <summary>How one call or question is put to the account service, and how its answer is read.</summary>
public sealed record CallTemplate
{
    /// <summary>The method of HTTP.</summary>
    /// <value>Default <c>POST</c>.</value>
    public string Method { get; init; } = "POST";

    /// <summary>
    /// Where: below <see cref="AccountServiceOptions.BaseUrl"/>. Values are percent-encoded, so that one can neither
    /// end its segment nor its parameter. Placeholders: <c>{account} {key} {kind} {reason} {until} {untilSeconds}
    /// {campaign}</c>; in questions about an account's profile <c>{account}</c> alone. <c>{{</c> is a brace.
    /// </summary>
    public string Url { get; init; } = "";

    /// <summary>Headers of this call, besides those of all. Values are percent-encoded.</summary>
    public ImmutableSortedDictionary<string, string> Headers { get; init; } = Empty;

    /// <summary>
    /// The body: JSON, whose strings are templates. A member that is one placeholder without a value is left out. Null
    /// or empty: no body.
    /// </summary>
    public string? Body { get; init; }

    /// <summary>Statuses that mean: it was carried out. For a question: this is the answer.</summary>
    /// <value>Default 200, 201 and 204; not 202, which promises and does not tell.</value>
    public string Done { get; init; } = "200,201,204";

    /// <summary>Statuses that mean: it was certainly not carried out, and may be called again.</summary>
    /// <value>Default 401 and 407 (the secret is wrong, which people mend), 425, 429, and 503 when it says
    /// <c>Retry-After</c> (without it a gateway may speak for a service that has acted).</value>
    public string NotDone { get; init; } = "401,407,425,429";

    /// <summary>
    /// Statuses that mean: it never will be. All others, 5xx among them, leave it unknown, and the service is asked.
    /// </summary>
    /// <value>Default 4xx but 408 (a reply to half a request) and 409 (a call with this key is under way), and 307 and
    /// 308, for redirects are not followed.</value>
    public string Refused { get; init; } = "307-308,400,402-406,410-424,426-428,430-499";

    /// <summary>
    /// Where in the answer, a JSON pointer (RFC 6901), the word stands that tells done from not done; null: the status
    /// alone tells. With it, an answer that has not the word tells nothing, so that a stranger's 200 or 404 counts for
    /// nothing.
    /// </summary>
    public string? Answer { get; init; }

    /// <summary>Words that mean done, with commas between; placeholders may stand in them.</summary>
    /// <value>Default <c>done</c>.</value>
    public string DoneWords { get; init; } = "done";

    /// <summary>Words that mean not done, with commas between. Any other word leaves it unknown.</summary>
    /// <value>Default <c>none</c>.</value>
    public string NotDoneWords { get; init; } = "none";

    private static ImmutableSortedDictionary<string, string> Empty { get; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase);
}
