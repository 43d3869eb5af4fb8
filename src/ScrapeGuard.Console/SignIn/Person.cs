namespace ScrapeGuard.Console.SignIn;

/// <summary>Who asks.</summary>
/// <param name="Name">Stands in the audit; 1 to 128 bytes.</param>
/// <param name="Role">What they may do.</param>
/// <param name="ExpiresMicros">When they have to sign in again, in microseconds since 1970; null: not by time.</param>
/// <param name="IsSession">Whether a cookie says so, which a browser sends by itself: writes need a header too.</param>
public sealed record Person(string Name, Role Role, long? ExpiresMicros, bool IsSession);
