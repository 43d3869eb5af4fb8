namespace ScrapeGuard.Console.SignIn;

/// <summary>The words of <see cref="Role"/>.</summary>
public static class RoleWords
{
    private static readonly string[] Words = ["viewer", "analyst", "admin"];

    public static IReadOnlyList<string> All => Words;

    public static string Of(Role role) => Words[(int)role - 1];

    public static bool TryParse(string? word, out Role role)
    {
        var index = Array.IndexOf(Words, word);
        role = (Role)(index + 1);
        return index >= 0;
    }
}
