using FsCheck;
using FsCheck.Fluent;
using ScrapeGuard.Detection.Calibration;
using ScrapeGuard.Detection.Numerics;
using ScrapeGuard.Tests.Allocations;

namespace ScrapeGuard.Detection.Tests.Calibration;

[TestFixture]
public sealed class QuantileTableTests
{
    [Test]
    public void PValue_OfAnyScores_FallsAndIsNeverBelowTheCountInTheBulk()
    {
        Prop.ForAll<(int Seed, ushort Count)>(drawn =>
        {
            var scores = Scores((ulong)drawn.Seed, 1 + drawn.Count * 37 % 5000);
            var table = QuantileTableBuilder.Build(scores, new());
            var probes = Scores((ulong)drawn.Seed + 1, 300);
            Array.Sort(probes);
            var before = 1.0;
            foreach (var probe in probes)
            {
                var pValue = table.PValue(probe);
                var counted = (1.0 + scores.Count(score => score >= probe)) / (1 + scores.Length);
                var inTail = table.Tail is not null && probe >= table.TailFrom;
                // One step of 512 and the point's own rank above the count at most.
                var tooLow = !inTail && pValue < counted - 1e-12;
                var tooHigh = !inTail && pValue > counted + 1.0 / 512 + 2.0 / scores.Length;
                if (pValue > before || pValue <= 0 || tooLow || tooHigh)
                    return false;
                before = pValue;
            }
            return table.Scores.Length <= QuantileTable.MaxPoints;
        }).QuickCheckThrowOnFailure();
    }

    [Test]
    public void PValue_FarInAnExponentialTail_IsNearTheTruth()
    {
        // P(score >= s) = e^(-20 s): 20,000 people, asked for one in ten million.
        var random = new SplitMix64(11);
        var scores = new float[20_000];
        for (var i = 0; i < scores.Length; i++)
            scores[i] = (float)(-Math.Log(1 - random.NextDouble()) / 20);
        var table = QuantileTableBuilder.Build(scores, new());

        table.Tail.Should().NotBeNull();
        var ratio = Math.Log(table.PValue((float)(Math.Log(1e7) / 20))) / Math.Log(1e-7);
        ratio.Should().BeInRange(0.75, 1.2);
    }

    [Test]
    public void PValue_OfFreshPeople_IsUniformOrLarger()
    {
        var table = QuantileTableBuilder.Build(Scores(1, 20_000), new());
        var fresh = Scores(2, 50_000);
        foreach (var alpha in new[] { 0.5, 0.1, 0.01, 0.001 })
        {
            var share = fresh.Count(score => table.PValue(score) <= alpha) / (double)fresh.Length;

            share.Should().BeLessThan(alpha * 1.25 + 2e-4, "at {0}", alpha);
        }
    }

    [Test]
    public void PValue_OfExtremesAndNaN_StaysInRange()
    {
        var table = QuantileTableBuilder.Build(Scores(3, 5000), new());

        table.PValue(float.NaN).Should().Be(1);
        table.PValue(float.NegativeInfinity).Should().Be(1);
        table.PValue(float.PositiveInfinity).Should().Be(QuantileTable.SmallestPValue);
        table.PValue(1).Should().BeLessThan(1.0 / 5001);
    }

    [Test]
    public void ScoreAt_OfAPValue_IsTheLeastScoreThatHasIt()
    {
        var table = QuantileTableBuilder.Build(Scores(3, 5000), new());
        foreach (var wanted in new[] { 0.5, 0.05, 0.001, 1e-6 })
        {
            var score = table.ScoreAt(wanted);

            table.PValue(score).Should().BeLessThanOrEqualTo(wanted);
            table.PValue(MathF.BitDecrement(score)).Should().BeGreaterThan(wanted);
        }
        table.ScoreAt(1e-13).Should().Be(float.PositiveInfinity);
    }

    [Test]
    public void Build_OfFewOrEqualScores_HasNoTail()
    {
        QuantileTableBuilder.Build(Scores(1, 100), new()).Tail.Should().BeNull();
        var equal = QuantileTableBuilder.Build(new float[5000], new());
        equal.Tail.Should().BeNull();
        equal.PValue(0).Should().Be(1);
    }

    [Test]
    public void Build_OfWrongInput_Throws()
    {
        FluentActions.Invoking(() => QuantileTableBuilder.Build([], new())).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => QuantileTableBuilder.Build([float.NaN], new()))
            .Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => QuantileTableBuilder.Build([1], new() { TailShare = 0, MinTailCount = 1 }))
            .Should().Throw<ArgumentException>().WithMessage("*TailShare is 0*MinTailCount is 1*");
    }

    [Test]
    public void PValue_AfterWarmUp_AllocatesNothing()
    {
        var table = QuantileTableBuilder.Build(Scores(3, 5000), new());
        var sum = table.PValue(0.5f) + table.PValue(0.9f);

        Allocated.By(() => sum += table.PValue(0.4f) + table.PValue(0.95f)).Should().Be(0);
        sum.Should().BePositive();
    }

    private static float[] Scores(ulong seed, int count)
    {
        var random = new SplitMix64(seed);
        var scores = new float[count];
        for (var i = 0; i < count; i++)
            scores[i] = (float)Math.Clamp(0.45 + 0.05 * random.NextGaussian(), 0.01, 0.99);
        return scores;
    }
}
