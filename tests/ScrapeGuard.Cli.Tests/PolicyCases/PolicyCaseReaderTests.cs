using ScrapeGuard.Cli.PolicyCases;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Cli.Tests.PolicyCases;

public sealed class PolicyCaseReaderTests
{
    [Test]
    public void Read_WholeCase_GivesAllOfIt()
    {
        var (cases, errors) = PolicyCaseReader.Read(
            """
            cases:
            - name: one
              captures: [a.ndjson]
              acts:
              - {account: a, operation: metadata, count: 3, every: 2s, from: 1h, tracks: 50, repeatsAfter: 2,
                 plan: free, country: SE, client: web}
              expect:
              - {account: a, reaches: suspend, withinTracks: 100, within: 10m, because: rule.served-excess}
              - {account: b, staysBelow: throttle}
            """,
            "c.yaml");

        errors.Should().BeEmpty();
        cases.Should().BeEquivalentTo(new[]
        {
            new PolicyCase
            {
                Name = "one",
                Captures = ["a.ndjson"],
                Acts =
                [
                    new CaseAct
                    {
                        Account = "a",
                        Operation = Operation.Metadata,
                        Count = 3,
                        Every = TimeSpan.FromSeconds(2),
                        From = TimeSpan.FromHours(1),
                        Tracks = 50,
                        RepeatsAfter = 2,
                        Plan = "free",
                        Country = "SE",
                        Client = "web",
                    },
                ],
                Expectations =
                [
                    new CaseExpectation
                    {
                        Account = "a",
                        Step = Verdict.Suspend,
                        WithinTracks = 100,
                        Within = TimeSpan.FromMinutes(10),
                        Because = "rule.served-excess",
                    },
                    new CaseExpectation { Account = "b", Step = Verdict.Throttle, StaysBelow = true },
                ],
            },
        });
    }

    [TestCase("", "cases: there are none")]
    [TestCase("cases: []", "cases: there are none")]
    [TestCase("case: [1]", "case is not one of the keys cases; did you mean cases?")]
    [TestCase("cases: [{name: a, expect: [{account: b, reaches: suspend}]}]", "it must have acts or captures")]
    [TestCase("cases: [{name: a, captures: [c]}]", "it must have expect")]
    [TestCase("cases: [{captures: [c], expect: [{account: b, reaches: suspend}]}]", "name is missing")]
    [TestCase("cases: [{name: a, captures: [c], expect: [{account: b}]}]", "either reaches or staysBelow")]
    [TestCase(
        "cases: [{name: a, captures: [c], expect: [{account: b, reaches: ban}]}]",
        "ban is not known; it must be observe, throttle, challenge or suspend")]
    [TestCase(
        "cases: [{name: a, captures: [c], expect: [{account: b, staysBelow: suspend, within: 1h}]}]",
        "none stands with staysBelow")]
    [TestCase("cases: [{name: a, acts: [{operation: play, count: 1}], expect: []}]", "account is missing")]
    [TestCase("cases: [{name: a, acts: [{account: b, operation: play}], expect: []}]", "count is missing")]
    [TestCase("cases: [{name: a, acts: [{account: b, operation: fly, count: 1}], expect: []}]", "fly is not known")]
    [TestCase(
        "cases: [{name: a, acts: [{account: b, operation: audio, count: 1, tracks: 0, plays: 3m}], expect: []}]",
        "tracks must be at least 1")]
    [TestCase(
        "cases: [{name: a, acts: [{account: b, operation: audio, count: 400000, plays: 1m}], expect: []}]",
        "its acts make 800,000 events; at most 500,000 are allowed")]
    [TestCase(
        "cases: [{name: a, acts: [{account: b, operation: audio, count: 100000, tracks: 500}], expect: []}]",
        "its acts serve 50,000,000 tracks; at most 5,000,000 are allowed")]
    [TestCase(
        "cases: [{name: a, acts: [{account: b, operation: audio, count: 1000, every: 7d}], expect: []}]",
        "an act lasts longer than 60d")]
    public void Read_Mistake_IsNamedWithItsFile(string text, string fault)
    {
        var (cases, errors) = PolicyCaseReader.Read(text, "c.yaml");

        cases.Should().BeEmpty();
        errors.Select(error => error.ToString()).Should().Contain(error => error.Contains(fault))
            .And.OnlyContain(error => error.StartsWith("c.yaml:"));
    }
}
