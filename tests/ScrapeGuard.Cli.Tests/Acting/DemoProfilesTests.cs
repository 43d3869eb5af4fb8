using System.Text;
using ScrapeGuard.Actions.Accounts;
using ScrapeGuard.Captures;
using ScrapeGuard.Cli.Acting;
using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Cli.Tests.Acting;

public sealed class DemoProfilesTests
{
    private const string Web = "web/1.2";
    private const string Ios = "ios/9.0.12";

    [Test]
    public void Of_EventsOfAnAccount_IsTheNewestPlanAndCountryAndTheClientUsedMost()
    {
        var profiles = new DemoProfiles();
        profiles.Count(Batch(
            Line("a", "free", "SE", Web), Line("a", "free", "SE", Ios), Line("b", "student", "DE", Ios),
            Line("a", "premium", "US", Web)));

        profiles.Of("a").Should().Be(new AccountProfile
        {
            Plan = "premium",
            Country = "US",
            Client = Web,
            CreatedMicros = 1_735_689_600_000_000,
        });
        profiles.Of("b").Plan.Should().Be("student");
    }

    [Test]
    public void Of_AccountNeverSeen_IsUnknown() =>
        new DemoProfiles().Of("nobody").Should().Be(AccountProfile.Unknown);

    [Test]
    public void Of_WordsThatTheSimulationHasNot_AreNotKnown()
    {
        var profiles = new DemoProfiles();
        profiles.Count(Batch(Line("a", "gold", "XX", "curl/8")));

        profiles.Of("a").Should().Be(new AccountProfile { CreatedMicros = 1_735_689_600_000_000 });
    }

    private static string Line(string account, string plan, string country, string client) =>
        $$"""{"time":"2026-01-05T10:00:00Z","account":"{{account}}","operation":"play","playedMs":1,"""
        + $$""" "plan":"{{plan}}","country":"{{country}}","client":"{{client}}","""
        + """ "accountCreated":"2025-01-01T00:00:00Z"}""";

    private static EventBatch Batch(params string[] lines)
    {
        var batch = new EventBatch(lines.Length);
        var decoder = CaptureFormat.Ndjson().CreateDecoder();
        foreach (var bytes in lines.Select(Encoding.UTF8.GetBytes))
        {
            decoder.Decode(bytes, 0, bytes.Length, batch);
        }

        batch.Count.Should().Be(lines.Length);
        return batch;
    }
}
