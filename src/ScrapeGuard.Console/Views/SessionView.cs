using ScrapeGuard.Console.Api;
using ScrapeGuard.Console.SignIn;

namespace ScrapeGuard.Console.Views;

/// <summary>Who is signed in.</summary>
/// <param name="Name">The person.</param>
/// <param name="Role"><c>viewer</c>, <c>analyst</c> or <c>admin</c>.</param>
/// <param name="Expires">When they have to sign in again; null: not by time.</param>
public sealed record SessionView(string Name, string Role, Moment? Expires)
{
    internal static SessionView Of(Person person) =>
        new(person.Name, RoleWords.Of(person.Role), Moment.Of(person.ExpiresMicros));
}
