using ScrapeGuard.Console.SignIn;

namespace ScrapeGuard.Console.Api;

/// <summary>A parameter in the query of a route.</summary>
internal sealed record ApiParameter(string Name, string Description, IReadOnlyList<string>? Words = null)
{
    public bool IsMust { get; init; }
}

/// <summary>One call of the API: what is served, who may, and what its document says.</summary>
/// <param name="Method">GET, POST or DELETE.</param>
/// <param name="Path">With <c>{id}</c> where an id stands.</param>
/// <param name="Least">Who may call it; null: anyone. There is no default: a route without a word is not written.
/// </param>
/// <param name="Summary">What it does, in a line.</param>
/// <param name="RunAsync">Does it.</param>
internal sealed record ApiRoute(
    string Method, string Path, Role? Least, string Summary, Func<ApiCall, Task<ApiAnswer>> RunAsync)
{
    public IReadOnlyList<ApiParameter> Query { get; init; } = [];

    /// <summary>What the body must be; null: there is none.</summary>
    public Type? Body { get; init; }

    /// <summary>What it is answered; null: nothing, or what is not JSON.</summary>
    public Type? Answer { get; init; }

    /// <summary>The media type of the answer where it is not JSON.</summary>
    public string? Media { get; init; }

    /// <summary>The status when all is well.</summary>
    public int Status { get; init; } = 200;

    public bool IsWrite => Method != "GET";
}
