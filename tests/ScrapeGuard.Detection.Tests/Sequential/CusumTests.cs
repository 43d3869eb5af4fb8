using ScrapeGuard.Detection.Sequential;

namespace ScrapeGuard.Detection.Tests.Sequential;

[TestFixture]
public sealed class CusumTests
{
    [Test]
    public void Update_AfterManyQuietDays_ForgetsThem()
    {
        var options = new CusumOptions { Drift = 0.5f, Threshold = 3 };
        var state = 0f;
        for (var day = 0; day < 1000; day++)
            Cusum.Update(ref state, -4, options).Should().BeFalse();

        Cusum.Update(ref state, 2, options).Should().BeFalse();
        Cusum.Update(ref state, 2, options).Should().BeTrue();
        state.Should().Be(3);
    }

    [Test]
    public void Update_OfAnything_EqualsTheLargestSumOfASuffix()
    {
        var random = new ScrapeGuard.Detection.Numerics.SplitMix64(2);
        var options = new CusumOptions { Drift = 0.25f, Threshold = 5, Ceiling = 1e9f };
        var increments = new List<float>();
        var state = 0f;
        for (var i = 0; i < 500; i++)
        {
            increments.Add(random.NextInt(9) / 4f - 0.875f);
            Cusum.Update(ref state, increments[^1], options);
            double best = 0, sum = 0;
            for (var j = increments.Count - 1; j >= 0; j--)
                best = Math.Max(best, sum += increments[j] - 0.25);
            ((double)state).Should().BeApproximately(best, 1e-3);
        }
    }

    [Test]
    public void Update_OfNaNAndInfinity_KeepsTheStateInRange()
    {
        var options = new CusumOptions();
        var state = 1f;
        Cusum.Update(ref state, float.NaN, options);
        state.Should().Be(1);
        Cusum.Update(ref state, float.PositiveInfinity, options).Should().BeTrue();
        state.Should().Be(options.Ceiling);
        Cusum.Update(ref state, float.NegativeInfinity, options);
        state.Should().Be(0);
    }

    [Test]
    public void Decay_OverAHalfLife_Halves()
    {
        var options = new CusumOptions { HalfLifeSeconds = 100 };
        var state = 8f;
        Cusum.Decay(ref state, 200, options);
        state.Should().Be(2);
        Cusum.Decay(ref state, -5, options);
        state.Should().Be(2);
        Cusum.Decay(ref state, 1e9, new CusumOptions { HalfLifeSeconds = float.PositiveInfinity });
        state.Should().Be(2);
    }

    [Test]
    public void Update_OnUniformPValues_AlarmsNoMoreOftenThanPromised()
    {
        // Threshold 7 nats: one false alarm in 1,097 observations at most; 400,000 are 364 at most.
        var random = new ScrapeGuard.Detection.Numerics.SplitMix64(3);
        var options = new CusumOptions { Threshold = 7 };
        var state = 0f;
        var alarms = 0;
        for (var i = 0; i < 400_000; i++)
        {
            if (!Cusum.Update(ref state, PValueEvidence.LogLikelihoodRatio(1 - random.NextDouble(), 0.4), options))
                continue;
            alarms++;
            state = 0;
        }

        alarms.Should().BeInRange(1, 364);
    }

    [Test]
    public void Validate_OfWrongOptions_NamesEachKeyAndValue() =>
        new CusumOptions { Drift = -1, HalfLifeSeconds = 0, Threshold = float.NaN, Ceiling = -2 }.Validate()
            .Should().HaveCount(4).And.Contain(error => error.Contains("Drift is -1"));
}
