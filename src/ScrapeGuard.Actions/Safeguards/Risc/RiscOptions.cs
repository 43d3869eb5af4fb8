using System.Collections.Immutable;

namespace ScrapeGuard.Actions.Safeguards.Risc;

/// <summary>For whom Security Event Tokens are, and how they speak of accounts: one a receiver.</summary>
public sealed record RiscOptions
{
    /// <summary><c>iss</c>: the transmitter, a URI that the receiver knows.</summary>
    public required string Issuer { get; init; }

    /// <summary><c>aud</c>: the receiver, as agreed with it.</summary>
    public required string Audience { get; init; }

    /// <value>The default is <see cref="RiscSubjectFormat.Opaque"/>.</value>
    public RiscSubjectFormat SubjectFormat { get; init; } = RiscSubjectFormat.Opaque;

    /// <summary>Who issued the accounts' names, for <see cref="RiscSubjectFormat.IssuerSubject"/>.</summary>
    /// <value>The default is null: the <see cref="Issuer"/>.</value>
    public string? SubjectIssuer { get; init; }

    /// <summary>Every mistake, with its key and value.</summary>
    public ImmutableArray<string> Validate()
    {
        var mistakes = ImmutableArray.CreateBuilder<string>();
        CheckUri(mistakes, nameof(Issuer), Issuer);
        if (string.IsNullOrWhiteSpace(Audience))
        {
            mistakes.Add($"Audience is '{Audience}': the receiver must be named");
        }

        if (!Enum.IsDefined(SubjectFormat))
        {
            mistakes.Add($"SubjectFormat is '{SubjectFormat}': it must be Opaque or IssuerSubject");
        }

        if (SubjectIssuer is not null)
        {
            CheckUri(mistakes, nameof(SubjectIssuer), SubjectIssuer);
        }

        return mistakes.DrainToImmutable();
    }

    private static void CheckUri(ImmutableArray<string>.Builder mistakes, string key, string value)
    {
        if (!Uri.IsWellFormedUriString(value, UriKind.Absolute))
        {
            mistakes.Add($"{key} is '{value}': it must be an absolute URI");
        }
    }
}
