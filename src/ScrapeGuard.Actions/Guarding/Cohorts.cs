using System.Collections.Immutable;
using ScrapeGuard.Actions.Accounts;
using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Actions.Guarding;

/// <summary>
/// The cohorts of an account: <c>country:SE</c>, <c>plan:premium</c>, <c>client:web</c>, <c>age:under-30d</c>, and
/// <c>cohort:NAME</c> where one of the policy has it. What is not known is a cohort too (<c>country:unknown</c>), so
/// that a service that tells nothing does not take the budgets away.
/// </summary>
public static class Cohorts
{
    private const string Unknown = "unknown";
    private const int MaxWordChars = 64;
    private const long MicrosPerDay = 86_400_000_000;

    public static ImmutableArray<string> Of(AccountProfile profile, Policy policy, long nowMicros)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(policy);
        var cohorts = ImmutableArray.CreateBuilder<string>();
        cohorts.Add("country:" + Word(profile.Country));
        cohorts.Add("plan:" + Word(profile.Plan));
        cohorts.Add("client:" + Word(profile.Client));
        cohorts.Add("age:" + Age(profile.CreatedMicros, nowMicros));
        foreach (var cohort in policy.Cohorts)
        {
            if (Matches(cohort, profile, nowMicros))
            {
                cohorts.Add("cohort:" + cohort.Name);
                break;
            }
        }

        return cohorts.ToImmutable();
    }

    /// <summary>The cohort for which the policy wants a person's approval; null: none.</summary>
    internal static string? WantsApproval(ImmutableArray<string> cohorts, GuardOptions guard)
    {
        foreach (var wanted in guard.ApprovalCohorts)
        {
            if (cohorts.Contains(wanted) || cohorts.Contains("cohort:" + wanted))
            {
                return wanted;
            }
        }

        return null;
    }

    private static bool Matches(Cohort cohort, AccountProfile profile, long nowMicros) =>
        Matches(cohort.Plans, profile.Plan)
        && Matches(cohort.Countries, profile.Country)
        && Matches(cohort.Clients, profile.Client)
        && (cohort.AccountAgeBelowDays is not { } days
            || (profile.CreatedMicros is { } created && nowMicros - created < days * MicrosPerDay));

    private static bool Matches(ImmutableArray<string> words, string? word) =>
        words.IsDefaultOrEmpty || (word is not null && words.Contains(word));

    private static string Age(long? createdMicros, long nowMicros) => createdMicros is not { } created
        ? Unknown
        : (nowMicros - created) switch
        {
            < 30 * MicrosPerDay => "under-30d",
            < 365 * MicrosPerDay => "under-1y",
            _ => "over-1y",
        };

    // From outside: cut, so that one word cannot be as long as it likes.
    private static string Word(string? word) =>
        string.IsNullOrEmpty(word) ? Unknown : word.Length <= MaxWordChars ? word : word[..MaxWordChars];
}
