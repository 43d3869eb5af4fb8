namespace ScrapeGuard.Console.SignIn;

/// <summary>What a person may do; each may do what the ones before may.</summary>
public enum Role : byte
{
    /// <summary>Looks.</summary>
    Viewer = 1,

    /// <summary>Acts on accounts, cases and campaigns.</summary>
    Analyst = 2,

    /// <summary>Throws the kill switch.</summary>
    Admin = 3,
}
