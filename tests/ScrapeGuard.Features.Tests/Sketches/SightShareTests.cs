using ScrapeGuard.Features.Sketches;
using ScrapeGuard.Features.Tests.Streams;

namespace ScrapeGuard.Features.Tests.Sketches;

/// <summary>
/// Shares of repeats and of new tracks among the sampled, against those among all, pooled over seeds.
/// </summary>
public sealed class SightShareTests
{
    private const int Seeds = 300;
    private const int DayUnits = 5_400;

    [TestCase(60, 0.05)]
    [TestCase(300, 0.05)]
    [TestCase(300, 0.6)]
    [TestCase(3_000, 0.3)]
    public void See_SampledShares_AreUnbiased(int perDay, double repeatChance)
    {
        var (sampled, all) = (new Tally(), new Tally());
        for (var seed = 0; seed < Seeds; seed++)
        {
            Run(seed, perDay, repeatChance, sampled, all);
        }

        TestContext.Out.WriteLine(
            $"{perDay} a day: repeats {sampled.RepeatShare:P1} of {all.RepeatShare:P1}, "
            + $"new {sampled.NewShare:P1} of {all.NewShare:P1}, {sampled.Day / (double)Seeds:F1} and "
            + $"{sampled.Week / (double)Seeds:F1} sampled an account");

        // One track brings several sights, so the sample is worth about half its number: four of its standard errors.
        double Tolerance(int count) => 4 * Math.Sqrt(all.RepeatShare * (1 - all.RepeatShare) / (count / 2.0));
        sampled.RepeatShare.Should().BeApproximately(
            all.RepeatShare, Tolerance(sampled.Day), "seeds 0 to {0}", Seeds - 1);
        sampled.NewShare.Should().BeApproximately(all.NewShare, Tolerance(sampled.Week), "seeds 0 to {0}", Seeds - 1);
    }

    /// <summary>Ten days at an even pace, the last of them tallied; a repeat picks any track taken so far.</summary>
    private static void Run(int seed, int perDay, double repeatChance, Tally sampled, Tally all)
    {
        var random = new Random(seed);
        var fresh = Catalogue.Random(perDay * 10, seed);
        var taken = new List<ulong>();
        var last = new Dictionary<ulong, uint>();
        var memory = default(TrackMemory);
        for (var i = 0; i < fresh.Length; i++)
        {
            var unit = (uint)((RandomStream.Start / 16) + ((long)i * DayUnits / perDay));
            var isRepeat = taken.Count > 0 && random.NextDouble() < repeatChance;
            taken.Add(isRepeat ? taken[^(1 + random.Next(Math.Min(taken.Count, perDay)))] : fresh[i]);
            var exact = last.TryGetValue(taken[^1], out var before) ? (int)(unit - before) : Sight.New;
            last[taken[^1]] = unit;
            var age = memory.See(taken[^1], unit);
            if (i >= perDay * 9)
            {
                all.Add(exact, samplesWeek: true);
                sampled.Add(age, memory.SamplesWeekOf(taken[^1]));
            }
        }
    }

    private sealed class Tally
    {
        private int _repeats;
        private int _news;

        public int Day { get; private set; }

        public int Week { get; private set; }

        public double RepeatShare => _repeats / (double)Day;

        public double NewShare => _news / (double)Week;

        public void Add(int age, bool samplesWeek)
        {
            if (age == Sight.Unsampled)
            {
                return;
            }

            Day++;
            Week += samplesWeek ? 1 : 0;
            _repeats += age is >= 0 and <= DayUnits ? 1 : 0;
            _news += samplesWeek && (age is Sight.New or > TrackMemory.WeekUnits) ? 1 : 0;
        }
    }
}
