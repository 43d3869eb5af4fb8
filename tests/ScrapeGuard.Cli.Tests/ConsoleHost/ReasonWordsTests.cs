using System.Collections.Immutable;
using ScrapeGuard.Cli.ConsoleHost;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Cli.Tests.ConsoleHost;

public sealed class ReasonWordsTests
{
    private readonly ReasonWords _words = new(() => Policy.Default, model: null);

    [Test]
    public void ClearingOf_MemberOfACampaign_AsksForMoreInCommon()
    {
        var decision = Suspended(new Reason("campaign.too-disjoint", 3, 18.4, 0.97));

        _words.ClearingOf(decision).Should()
            .Equal("as much in common as people have, about 18.4 tracks (was 3)");
    }

    /// <summary>What it has in common with people is not what speaks against it.</summary>
    [Test]
    public void ClearingOf_MemberUnderCover_AsksForMoreReturns()
    {
        var decision = Suspended(new Reason("campaign.cover", 4, 30, 0.97));

        _words.ClearingOf(decision).Should()
            .Equal("to come back to what nobody holds as often as to the rest, about 30 tracks (was 4)");
    }

    [Test]
    public void ClearingOf_MemberWithoutATaste_AsksForOne()
    {
        var decision = Suspended(new Reason("campaign.no-taste", 12, 140, 0.97));

        _words.ClearingOf(decision).Should()
            .Equal("to share with people as unevenly as they do with each other, by about 140 percent (was 12)");
    }

    [Test]
    public void ClearingOf_MemberWithoutFavourites_AsksForSome()
    {
        var decision = Suspended(new Reason("campaign.no-favourites", 41.5, 1_204, 0.97));

        _words.ClearingOf(decision).Should().Equal(
            "to have favourites as people do, about 1,204 of 100,000 pairs of tracks by one artist (was 41.5)");
    }

    [Test]
    public void ClearingOf_MemberWhoNeverComesBack_AsksForReturns()
    {
        var decision = Suspended(new Reason("campaign.no-returns", 0, 9.4, 0.97));

        _words.ClearingOf(decision).Should().Equal("to come back to about 9.4 of its tracks, by audio or play (was 0)");
    }

    [Test]
    public void ClearingOf_BrokenRule_AsksForLess()
    {
        var decision = Suspended(new Reason("rule.served-excess", 446, 420, 0.953));

        _words.ClearingOf(decision).Should().ContainSingle().Which.Should().Be("Served excess below 420 (was 446)");
    }

    [Test]
    public void ClearingOf_TheLookAsAWhole_SaysNothing()
    {
        var decision = Suspended(new Reason("feature.gap-mean", 0.9, 4.5, 0.96));

        _words.ClearingOf(decision).Should().BeNull();
    }

    private static Decision Suspended(params ImmutableArray<Reason> reasons) => new()
    {
        Id = "1",
        TimeMicros = 1,
        Account = "a",
        Verdict = Verdict.Suspend,
        Score = 0.97,
        Reasons = reasons,
        Exposure = new Exposure(1, 1, 1),
        Model = "m",
        Policy = "default",
        Mode = PolicyMode.Enforce,
    };
}
