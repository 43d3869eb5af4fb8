using ScrapeGuard.Campaigns.Leaks;

namespace ScrapeGuard.Campaigns.Tests.Leaks;

public sealed class TrackHaulTests
{
    private const int Exact = 1_000;
    private const int Sampled = 500;

    [Test]
    public void Count_UpToTheBound_IsThatOfASet()
    {
        var haul = new TrackHaul(Exact, Sampled);
        var oracle = new Dictionary<ulong, TrackMarks>();
        var dice = new Random(5);
        var tracks = Tracks.Of(5, Exact).Append(0UL).Take(Exact).ToArray();
        for (var i = 0; i < 5_000; i++)
        {
            var track = tracks[dice.Next(tracks.Length)];
            var marks = (TrackMarks)dice.Next(1, 32);
            haul.Add(track, marks).Should().Be(oracle.ContainsKey(track) ? 0 : 1);
            oracle[track] = oracle.GetValueOrDefault(track) | marks;
        }

        haul.IsExact.Should().BeTrue();
        haul.Count().Should().Be(oracle.Count);
        foreach (var mark in Enum.GetValues<TrackMarks>().Where(mark => mark != TrackMarks.None))
        {
            haul.Count(mark).Should().Be(oracle.Values.Count(marks => marks.HasFlag(mark)), "{0}", mark);
        }
    }

    [Test]
    public void Count_BeyondTheBound_IsWithinTwoPercent([Range(1, 8)] int seed)
    {
        var haul = new TrackHaul(Exact, Sampled);
        var place = 0;
        foreach (var track in Tracks.Of((ulong)seed, 120_000))
        {
            haul.Add(track, place++ % 3 == 0 ? TrackMarks.Audio : TrackMarks.Metadata);
            haul.Add(track, TrackMarks.Before);
        }

        haul.IsExact.Should().BeFalse();
        haul.Count().Should().BeInRange(120_000 * 0.98, 120_000 * 1.02, "seed {0}", seed);
        haul.Count(TrackMarks.Audio).Should().BeInRange(40_000 * 0.98, 40_000 * 1.02, "seed {0}", seed);
        haul.Count(TrackMarks.Metadata).Should().BeInRange(80_000 * 0.98, 80_000 * 1.02, "seed {0}", seed);
        haul.Count(TrackMarks.Key).Should().Be(0);
        haul.Bytes.Should().BeLessThan(400_000);
    }

    [Test]
    public void Merge_EitherOrderAndForm_CountsTheUnion([Values(600, 5_000, 40_000)] int count)
    {
        var tracks = Tracks.Of(3, count).ToArray();
        var (left, right) = (new TrackHaul(Exact, Sampled), new TrackHaul(Exact, Sampled));
        foreach (var track in tracks[..(count * 3 / 4)])
        {
            left.Add(track, TrackMarks.Metadata);
        }

        foreach (var track in tracks[(count / 2)..])
        {
            right.Add(track, TrackMarks.Audio);
        }

        var (one, other) = (new TrackHaul(Exact, Sampled), new TrackHaul(Exact, Sampled));
        one.Merge(left);
        one.Merge(right);
        other.Merge(right);
        other.Merge(left);

        one.Count().Should().Be(other.Count()).And.BeInRange(count * 0.98, count * 1.02);
        one.Count(TrackMarks.Audio).Should().Be(other.Count(TrackMarks.Audio));
        one.Known().Order().Should().Equal(other.Known().Order());
    }

    [Test]
    public void Known_BeyondTheBound_IsACoordinatedSample()
    {
        var haul = new TrackHaul(Exact, Sampled);
        foreach (var track in Tracks.Of(11, 50_000))
        {
            haul.Add(track, TrackMarks.Audio);
        }

        var known = haul.Known().Select(track => track.Track).ToList();
        known.Count.Should().BeInRange(1, Sampled);
        known.Should().OnlyContain(track => TrackSample.IsOf(track, haul.Level));
        (known.Count * haul.Weight).Should().BeInRange(50_000 * 0.75, 50_000 * 1.25);
    }
}
