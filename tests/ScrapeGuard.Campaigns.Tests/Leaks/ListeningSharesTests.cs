using ScrapeGuard.Campaigns.Leaks;

namespace ScrapeGuard.Campaigns.Tests.Leaks;

public sealed class ListeningSharesTests
{
    [Test]
    public void Of_SampledPlaysAndHaul_CoversTheTruthByItsError()
    {
        const int Seeds = 20;
        var covered = 0;
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var plays = new PlayCounts(2_000);
            var haul = new TrackHaul(500, 1_000);
            var (taken, all) = (0L, 0L);
            var place = 0;
            foreach (var track in Tracks.Of((ulong)seed, 20_000))
            {
                var count = (uint)(1 + (place % 7));
                plays.Add(track, count);
                all += count;
                if (place++ % 3 == 0)
                {
                    haul.Add(track, TrackMarks.Audio);
                    taken += count;
                }
            }

            var share = new ListeningShares(plays).Of(haul, TrackMarks.Audio)!.Value;
            share.StandardError.Should().BePositive();
            covered += Math.Abs(share.Value - (taken / (double)all)) < 2 * share.StandardError ? 1 : 0;
        }

        // Two standard errors hold 95 %; of 20 seeds, 15 or fewer are one chance in 3,000.
        covered.Should().BeGreaterThan(15);
    }

    [Test]
    public void Spread_ExactCounts_AreThoseOfAnOracle()
    {
        var plays = new PlayCounts(100_000);
        var haul = new TrackHaul(100_000, 100);
        var tracks = Tracks.Of(4, 2_000).ToArray();
        for (var i = 0; i < tracks.Length; i++)
        {
            plays.Add(tracks[i], i < 1_000 ? (uint)(1_000 - i) : 0);
            if (i % 2 == 0)
            {
                haul.Add(tracks[i], i % 4 == 0 ? TrackMarks.Audio : TrackMarks.Metadata);
            }
        }

        var bands = new ListeningShares(plays).Spread(haul);

        bands.Select(band => band.Tracks).Should().Equal(1, 9, 90, 900, 1_000);
        bands.Select(band => band.Taken).Should().Equal(1, 4, 45, 450, 500);
        bands.Select(band => band.AudioTaken).Should().Equal(1, 2, 22, 225, 250);
        bands.Sum(band => band.Plays).Should().Be(plays.Total);
    }

    [Test]
    public void Of_NobodyPlayed_IsNotKnown() =>
        new ListeningShares(new PlayCounts(10)).Of(new TrackHaul(10, 10), TrackMarks.None).Should().BeNull();
}
