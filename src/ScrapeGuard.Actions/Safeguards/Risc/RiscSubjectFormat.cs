namespace ScrapeGuard.Actions.Safeguards.Risc;

/// <summary>How a token names the account (RFC 9493, section 3.2).</summary>
public enum RiscSubjectFormat
{
    /// <summary><c>{"format":"opaque","id":ACCOUNT}</c>.</summary>
    Opaque = 0,

    /// <summary><c>{"format":"iss_sub","iss":SUBJECT ISSUER,"sub":ACCOUNT}</c>.</summary>
    IssuerSubject = 1,
}
