using System.Collections.Immutable;
using ScrapeGuard.Actions.Accounts;
using ScrapeGuard.Actions.Guarding;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Tests.Seeds;

namespace ScrapeGuard.Actions.Tests.Guarding;

public sealed class CohortsTests
{
    private const long Now = 1_772_366_400_000_000;
    private const long Day = 86_400_000_000;

    [Test]
    public void Of_NothingKnown_IsInTheUnknownCohorts() =>
        Cohorts.Of(AccountProfile.Unknown, new Policy(), Now).Should()
            .Equal("country:unknown", "plan:unknown", "client:unknown", "age:unknown");

    [TestCase(0, "age:under-30d")]
    [TestCase(-5, "age:under-30d")]
    [TestCase(30 * Day - 1, "age:under-30d")]
    [TestCase(30 * Day, "age:under-1y")]
    [TestCase(365 * Day - 1, "age:under-1y")]
    [TestCase(365 * Day, "age:over-1y")]
    public void Of_AgeOfTheAccount_HasThreeSteps(long age, string cohort) =>
        Cohorts.Of(new AccountProfile { CreatedMicros = Now - age }, new Policy(), Now).Should().Contain(cohort);

    [Test]
    public void Of_WordsFromOutside_AreCut()
    {
        var profile = new AccountProfile { Country = new string('x', 5_000), Plan = "", Client = "web" };
        Cohorts.Of(profile, new Policy(), Now)[..3].Should()
            .Equal("country:" + new string('x', 64), "plan:unknown", "client:web");
    }

    [Test]
    public void Of_CohortsOfThePolicy_IsInTheFirstWhoseConditionsHold() => Property.HoldsForSeeds(seed =>
    {
        var chance = new Random(seed);
        var policy = new Policy
        {
            Cohorts = [.. Enumerable.Range(0, chance.Next(5)).Select(i => Draw(chance, $"n{i}"))],
        };
        var profile = new AccountProfile
        {
            Plan = Word(chance, "free", "premium"),
            Country = Word(chance, "SE", "DE"),
            Client = Word(chance, "web", "ios"),
            CreatedMicros = chance.Next(3) == 0 ? null : Now - chance.NextInt64(60 * Day),
        };

        string? expected = null;
        foreach (var cohort in policy.Cohorts)
        {
            var isIn = true;
            isIn &= cohort.Plans.Length == 0 || cohort.Plans.Contains(profile.Plan ?? "?");
            isIn &= cohort.Countries.Length == 0 || cohort.Countries.Contains(profile.Country ?? "?");
            isIn &= cohort.Clients.Length == 0 || cohort.Clients.Contains(profile.Client ?? "?");
            isIn &= cohort.AccountAgeBelowDays is null || (profile.CreatedMicros is { } created
                && (Now - created) / (double)Day < cohort.AccountAgeBelowDays);
            expected ??= isIn ? $"cohort:{cohort.Name}" : null;
        }

        Cohorts.Of(profile, policy, Now).Where(cohort => cohort.StartsWith("cohort:", StringComparison.Ordinal))
            .Should().Equal(expected is null ? [] : [expected], $"seed {seed}");
    }, runs: 300);

    [TestCase("plan:premium", true)]
    [TestCase("new-premium", true)]
    [TestCase("cohort:new-premium", true)]
    [TestCase("plan:free", false)]
    [TestCase("premium", false)]
    public void WantsApproval_CohortThatThePolicyNames_IsFoundByAttributeOrName(string wanted, bool isWanted)
    {
        ImmutableArray<string> cohorts = ["plan:premium", "cohort:new-premium"];
        (Cohorts.WantsApproval(cohorts, new GuardOptions { ApprovalCohorts = ["country:XX", wanted] }) == wanted)
            .Should().Be(isWanted);
    }

    private static Cohort Draw(Random chance, string name) => new()
    {
        Name = name,
        Plans = chance.Next(2) == 0 ? [] : ["premium"],
        Countries = chance.Next(2) == 0 ? [] : ["SE", "NO"],
        Clients = chance.Next(2) == 0 ? [] : ["ios"],
        AccountAgeBelowDays = chance.Next(2) == 0 ? null : chance.Next(1, 60),
    };

    private static string? Word(Random chance, params string[] words) =>
        chance.Next(words.Length + 1) is var i && i < words.Length ? words[i] : null;
}
