using System.Security.Cryptography;
using System.Text;
using ScrapeGuard.Actions.Cases;
using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Core.Decisions;

namespace ScrapeGuard.Actions.Planning;

/// <summary>
/// Ids of 32 hexadecimal digits made from what they stand for, so that a repeat has the same: the first 128 bits of a
/// SHA-256 over the parts, each ended by a byte that no UTF-8 has.
/// </summary>
public static class PlanIds
{
    private const int IdChars = 32;

    /// <summary>The case of an account or a campaign.</summary>
    public static string OfCase(CaseSubject subject, string name) => Of("case", ((int)subject).ToString(), name);

    /// <summary>
    /// The effect that a decision asks for: the decision's own id. The throttle that stands in for a held suspension,
    /// and a decision whose id has another form, get one that is made from it.
    /// </summary>
    internal static string OfDecision(Decision decision, EffectKind kind)
    {
        var isOwn = kind == EffectKind.Restore || PlanWords.HarmOf(decision.Verdict) == kind;
        return isOwn && IsId(decision.Id) ? decision.Id : Of("decision", decision.Id, ((int)kind).ToString());
    }

    /// <summary>
    /// The effect of a command or of the time. The number and the time of what holds are in it: the same command after
    /// another suspension is another effect.
    /// </summary>
    internal static string OfCause(string cause, string account, EffectKind kind, long sinceMicros, long sequence) =>
        Of("cause", cause, account, ((int)kind).ToString(), sinceMicros.ToString(), sequence.ToString());

    /// <summary>The effect that a person's command asks for, for one account.</summary>
    internal static string OfOrder(string command, string account, EffectKind kind) =>
        Of("order", command, account, ((int)kind).ToString());

    internal static string Of(params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(part));
            hash.AppendData([0xFF]);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, IdChars / 2));
    }

    private static bool IsId(string id) =>
        id.Length == IdChars && !id.AsSpan().ContainsAnyExcept("0123456789abcdef");
}
