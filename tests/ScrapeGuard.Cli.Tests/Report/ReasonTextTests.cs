using System.Text.RegularExpressions;
using ScrapeGuard.Cli.Report;
using ScrapeGuard.Cli.Tests.Deploy;
using ScrapeGuard.Core.Decisions;

namespace ScrapeGuard.Cli.Tests.Report;

public sealed partial class ReasonTextTests
{
    [Test]
    public void IsKnown_EachCodeOfTheEngine_HasWords()
    {
        var source = Path.Combine(Path.GetDirectoryName(DeployFolder.Root)!, "src");
        var codes = new[] { "ScrapeGuard.Engine", "ScrapeGuard.Detection", "ScrapeGuard.Campaigns" }
            .SelectMany(project => Directory.EnumerateFiles(
                Path.Combine(source, project), "*.cs", SearchOption.AllDirectories))
            .SelectMany(file => Code().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
            .Distinct(StringComparer.Ordinal).ToList();

        codes.Should().Contain("rule.canary-24h").And.Contain("evidence.days").And.Contain("campaign.isolated");
        codes.Should().OnlyContain(code => ReasonText.IsKnown(code), "analysts read words and no codes");
    }

    [Test]
    public void Of_MemberOfACampaign_SaysHowLittleItShares()
    {
        ReasonText.Of(new Reason("campaign.too-disjoint", 1, 16, 0.98))
            .Should().Be("shared 1 tracks with the other accounts of its campaign; expected of people: 16");
    }

    [Test]
    public void Of_MemberWithoutATaste_SaysHowEvenlyItShares()
    {
        ReasonText.Of(new Reason("campaign.no-taste", 12, 140, 0.98)).Should().Be(
            "shared with each person what popularity gives, give or take 12 percent; people with each other: 140");
    }

    [Test]
    public void Of_MemberWithoutFavourites_SaysHowFewPairsAreByOneArtist()
    {
        ReasonText.Of(new Reason("campaign.no-favourites", 41.5, 1_204, 0.98)).Should().Be(
            "took 41.5 of 100,000 pairs of its tracks by one artist; the median person: 1,204");
    }

    [Test]
    public void Of_MemberWhoNeverComesBack_SaysToHowManyOthersWould() =>
        ReasonText.Of(new Reason("campaign.no-returns", 0, 9.4, 0.98)).Should().Be(
            "came back to 0 of its tracks, by audio or play; people who hardly ever do: 9.4");

    [GeneratedRegex(@"""((?:rule|evidence|taking|campaign|ladder)\.[a-z0-9-]+)""")]
    private static partial Regex Code();
}
