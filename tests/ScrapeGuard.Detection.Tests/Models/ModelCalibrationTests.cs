using System.Security.Cryptography;
using ScrapeGuard.Detection.Explanation;
using ScrapeGuard.Detection.Models;

namespace ScrapeGuard.Detection.Tests.Models;

public sealed class ModelCalibrationTests
{
    private const int Columns = 3;

    private static readonly DetectionModelOptions Options = new() { Name = "foreign", Forest = new() { Seed = 7 } };

    [Test]
    public void Of_People_GiveConformalPValues()
    {
        var people = RandomRows.Gaussian(1, 1_000, Columns);

        var model = DetectionModel.Of(new FirstValue(), Calibrated(people), "file"u8);

        // The oracle: how many of the people score as high, itself among them.
        foreach (var value in (float[])[-1, 0, 0.5f, 1])
        {
            var score = model.Score([value, 0, 0]);
            var higher = Enumerable.Range(0, 1_000).Count(row => FirstValue.ScoreOf(people[row * Columns]) >= score);
            model.PValue(score).Should().BeInRange(
                (1.0 + higher) / 1_001, (1.0 + higher) / 1_001 + 0.003, $"of {value}, seed 1");
        }
    }

    [Test]
    public void Of_Scorer_IsAModelLikeAnyOther()
    {
        var people = RandomRows.Gaussian(1, 1_000, Columns);

        var model = DetectionModel.Of(new FirstValue(), Calibrated(people), "file"u8);

        model.Name.Should().Be("foreign");
        model.Seed.Should().Be(7);
        model.TrainedRows.Should().Be(1_000);
        model.Forest.Should().BeNull();
        model.Version.Should().Be(Convert.ToHexStringLower(SHA256.HashData("file"u8))[..16]);
        var evidence = new FeatureEvidence[2];
        FeatureAttribution.Explain(model, [5, 5, 5], evidence).Should().Be(1, "only one feature makes the score");
        evidence[0].Name.Should().Be(RandomRows.Names(Columns)[0]);
    }

    [Test]
    public void Decode_Encoded_IsTheSame()
    {
        var bytes = Calibrated(RandomRows.Gaussian(2, 500, Columns)).Encode();

        ModelCalibration.Decode(bytes)!.Encode().Should().Equal(bytes);
    }

    [Test]
    public void Decode_CutOrLonger_IsNone()
    {
        var bytes = Calibrated(RandomRows.Gaussian(2, 500, Columns)).Encode();
        for (var length = 0; length < bytes.Length; length += 13)
            ModelCalibration.Decode(bytes.AsSpan(0, length)).Should().BeNull($"{length} of {bytes.Length} bytes");
        ModelCalibration.Decode([.. bytes, 0]).Should().BeNull();
    }

    [Test]
    public void Decode_ChangedBytes_NeverThrows()
    {
        const int Seed = 5;
        var random = new Random(Seed);
        var bytes = Calibrated(RandomRows.Gaussian(2, 500, Columns)).Encode();
        for (var round = 0; round < 5_000; round++)
        {
            var changed = (byte[])bytes.Clone();
            changed[random.Next(changed.Length)] = (byte)random.Next(256);

            var decoding = () => ModelCalibration.Decode(changed)?.PeopleScores.PValue(0.5f);

            decoding.Should().NotThrow($"seed {Seed}, round {round}");
        }
    }

    [Test]
    public void OfOdds_ModelOfOtherFeatures_NamesNoFeature()
    {
        var people = DetectionModelTrainer.Train(
            RandomRows.Gaussian(1, 200, Columns), Columns, RandomRows.Names(Columns), new());

        var with = DetectionModel.Of(
            new FirstValue(), ModelCalibration.OfOdds("x", RandomRows.Names(Columns), people), "file"u8);
        var without = DetectionModel.Of(
            new FirstValue(), ModelCalibration.OfOdds("x", ["a", "b", "c"], people), "file"u8);

        FeatureAttribution.Explain(with, [5, 5, 5], new FeatureEvidence[3]).Should().Be(1);
        FeatureAttribution.Explain(without, [5, 5, 5], new FeatureEvidence[3]).Should().Be(0);
    }

    [Test]
    public void Of_NamesThatDoNotFit_Throws()
    {
        var calibrating = () => ModelCalibration.Of(
            new FirstValue(), new float[Columns], new float[Columns], ["a", "b"], Options);

        calibrating.Should().Throw<ArgumentException>();
    }

    [Test]
    public void Write_ModelOfAnotherMake_Throws()
    {
        var model = DetectionModel.Of(
            new FirstValue(), Calibrated(RandomRows.Gaussian(1, 100, Columns)), "file"u8);

        model.Invoking(foreign => ModelFile.Write(new MemoryStream(), foreign))
            .Should().Throw<ArgumentException>().WithMessage("*file of its own*");
    }

    private static ModelCalibration Calibrated(float[] people) =>
        ModelCalibration.Of(new FirstValue(), people, people, RandomRows.Names(Columns), Options);

    /// <summary>Scores by the first value alone.</summary>
    private sealed class FirstValue : IRowScorer
    {
        public int Columns => ModelCalibrationTests.Columns;

        public static float ScoreOf(float value) => 1 / (1 + MathF.Exp(-value));

        public float Score(ReadOnlySpan<float> row) => ScoreOf(row[0]);
    }
}
