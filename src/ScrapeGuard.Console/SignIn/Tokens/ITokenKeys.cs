namespace ScrapeGuard.Console.SignIn.Tokens;

/// <summary>The public keys of an issuer.</summary>
internal interface ITokenKeys
{
    /// <summary>
    /// The keys of an id, or all when a token names none; after a change of keys they are fetched anew, but not for
    /// every token of a stranger.
    /// </summary>
    Task<IReadOnlyList<TokenKey>> FindAsync(string? id, CancellationToken cancellation);
}
