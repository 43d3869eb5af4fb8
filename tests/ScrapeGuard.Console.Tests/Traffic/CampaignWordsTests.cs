using ScrapeGuard.Campaigns.Search;
using ScrapeGuard.Console.Tests.Serving;
using ScrapeGuard.Console.Traffic;
using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Console.Tests.Traffic;

/// <summary>What is said of what a policy does to the members of a campaign.</summary>
public sealed class CampaignWordsTests
{
    [TestCase((int)CampaignKind.Isolated, 1.0, "is suspended at its next look")]
    [TestCase((int)CampaignKind.Isolated, 0.85, "comes to a score of 0.85 at most at its next look")]
    [TestCase((int)CampaignKind.Cover, 1.0, "is suspended at its next look")]
    [TestCase((int)CampaignKind.Cover, 0.85, "comes to a score of 0.85 at most at its next look")]
    [TestCase((int)CampaignKind.NoTaste, 0.85, "comes to a score of 0.85 at most at its next look")]
    [TestCase((int)CampaignKind.NoReturns, 0.85, "comes to a score of 0.85 at most at its next look")]
    [TestCase((int)CampaignKind.NoFavourites, 0.85, "comes to a score of 0.85 at most at its next look")]
    [TestCase((int)CampaignKind.Disjoint, 0.85, "is suspended at its next look")]
    public void WhyOf_Kind_SaysWhatComesOfIt(int kind, double maxIsolated, string expected)
    {
        var members = Enumerable.Range(0, 5).Select(i => $"account-{i}").ToArray();
        var campaign = Samples.Campaign(7, 60, members) with { Kind = (CampaignKind)kind };

        CampaignWords.WhyOf(campaign, new CampaignOptions { MaxIsolatedScore = maxIsolated })[^1].Should()
            .Contain(expected);
    }

    [TestCase((int)CampaignKind.Disjoint, "too-disjoint", "split the catalogue")]
    [TestCase((int)CampaignKind.Isolated, "isolated", "walk where nobody listens")]
    [TestCase((int)CampaignKind.Cover, "cover", "What they come back to is cover")]
    [TestCase((int)CampaignKind.NoTaste, "no-taste", "They have no taste")]
    [TestCase((int)CampaignKind.NoFavourites, "no-favourites", "They have no favourites")]
    [TestCase((int)CampaignKind.NoReturns, "no-returns", "these came back to")]
    public void WhyOf_Kind_SaysWhatGaveItAway(int kind, string name, string expected)
    {
        var campaign = Samples.Campaign(7, 60, ["a", "b"]) with { Kind = (CampaignKind)kind };

        CampaignWords.Of(campaign.Kind).Should().Be(name);
        CampaignWords.WhyOf(campaign, new CampaignOptions())[0].Should().Contain(expected);
    }

    [Test]
    public void WhyOf_NoFavourites_SaysHowManyPairsAreByOneArtist()
    {
        var campaign = Samples.Campaign(7, 60, ["a", "b"]) with { Kind = CampaignKind.NoFavourites };
        campaign = campaign with
        {
            Members = [.. campaign.Members.Select((member, i) => member with { Expected = 1_204, Observed = 40 + i })],
        };

        CampaignWords.WhyOf(campaign, new CampaignOptions())[0].Should().Be(
            "Of 100,000 pairs of a person's tracks, 1,204 are by one artist; of these accounts' 40. "
            + "They have no favourites.");
    }

    /// <summary>
    /// Tracks add up over the members; by how much they share unevenly, and how many of their pairs are by one artist,
    /// is a mean of them.
    /// </summary>
    [TestCase((int)CampaignKind.Disjoint, 15, 1.5)]
    [TestCase((int)CampaignKind.Isolated, 30, 3)]
    [TestCase((int)CampaignKind.NoTaste, 10, 1)]
    [TestCase((int)CampaignKind.NoFavourites, 10, 1)]
    [TestCase((int)CampaignKind.NoReturns, 30, 3)]
    public void SharedOf_Kind_IsASumOfTracksOrAMeanOfShares(int kind, double expected, double seen)
    {
        var campaign = Samples.Campaign(7, 60, ["a", "b", "c"]) with { Kind = (CampaignKind)kind };
        campaign = campaign with
        {
            Members = [.. campaign.Members.Select(member => member with { Expected = 10, Observed = 1 })],
        };

        CampaignWords.SharedOf(campaign).Should().Be((expected, seen));
    }
}
