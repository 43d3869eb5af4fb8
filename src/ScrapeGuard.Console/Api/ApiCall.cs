using Microsoft.AspNetCore.Http;
using ScrapeGuard.Console.Hosting;
using ScrapeGuard.Console.SignIn;

namespace ScrapeGuard.Console.Api;

/// <summary>One request whose person may make it.</summary>
/// <param name="Http">The request.</param>
/// <param name="Console">What the console has.</param>
/// <param name="Who">Who asks; null on the few routes that anyone may call.</param>
internal sealed record ApiCall(HttpContext Http, ConsoleContext Console, Person? Who)
{
    public Person Person => Who ?? throw new InvalidOperationException("the route lets anyone in");

    public CancellationToken Cancellation => Http.RequestAborted;

    public QueryReader Query() => new(Http.Request.Query);

    /// <summary>The part of the path that the route calls <c>{id}</c>.</summary>
    public string Id => (string)Http.Request.RouteValues["id"]!;
}
