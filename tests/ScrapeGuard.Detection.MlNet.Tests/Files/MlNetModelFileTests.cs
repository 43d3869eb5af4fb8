using System.Security.Cryptography;
using Microsoft.ML;
using Microsoft.ML.Data;
using ScrapeGuard.Detection.MlNet.Files;
using ScrapeGuard.Detection.MlNet.Training;
using ScrapeGuard.Detection.Models;

namespace ScrapeGuard.Detection.MlNet.Tests.Files;

public sealed class MlNetModelFileTests
{
    [Test]
    public void Read_CalibratedModel_KnowsItsOwn()
    {
        var file = SampleModels.RandomizedPca();

        var model = Read(file).Model!;

        model.Name.Should().Be("pca");
        model.TrainedRows.Should().Be(3_000);
        model.FeatureNames.Should().Equal(People.Names);
        model.Forest.Should().BeNull();
        model.References[2].Median.Should().BeApproximately(3, 0.5f);
        model.Version.Should().Be(Convert.ToHexStringLower(SHA256.HashData(file))[..16]);
    }

    [Test]
    public void Read_CalibratedModel_IsAModelForOtherProgramsToo()
    {
        var context = new MLContext();

        var model = context.Model.Load(new MemoryStream(SampleModels.RandomizedPca()), out var schema);

        schema.Should().ContainSingle().Which.Name.Should().Be("Features");
        model.GetOutputSchema(schema).GetColumnOrNull("Score").Should().NotBeNull();
    }

    [Test]
    public void Read_OtherFeatures_NamesThem()
    {
        string[] others = [.. People.Names[..^1], "other"];

        var reading = MlNetModelFile.Read(
            new MemoryStream(SampleModels.Classifier("feature-1", "feature-99")), others, people: null);

        reading.Error.Should().Be("The ML.NET model is refused: it has features that are not known here: feature-99");
    }

    [Test]
    public void Read_CalibratedModelOfOtherFeatures_IsSeenByItsSchema()
    {
        string[] others = [.. People.Names[..^1], "other"];
        var model = MlNetModelFile.Read(new MemoryStream(SampleModels.RandomizedPca()), others, people: null).Model!;

        model.SchemaMismatch(others).Should().Contain("feature 11 is other where the model has feature-11");
    }

    [Test]
    public void Read_Probability_IsReadAsOdds()
    {
        var people = Read(SampleModels.RandomizedPca()).Model!;

        var model = MlNetModelFile.Read(
            new MemoryStream(SampleModels.Classifier("feature-0", "feature-1")), People.Names, people).Model!;

        model.PValue(0.9f).Should().BeApproximately(1.0 / 9, 0.005);
        model.References[3].Median.Should().Be(people.References[3].Median, "its people explain the scores");
    }

    [Test]
    public void Calibrate_Classifier_HasEvenPValues()
    {
        const int Count = 2_000;
        var people = People.Rows(11, Count);
        var (file, error) = MlNetModelFile.Calibrate(
            new MemoryStream(SampleModels.Classifier("feature-0", "feature-1")), people, people, People.Names,
            new DetectionModelOptions { Name = "classifier" });

        error.Should().BeNull();
        var model = Read(file!).Model!;
        model.Name.Should().Be("classifier");
        var others = People.Rows(12, Count);
        var below = Enumerable.Range(0, Count).Count(row =>
            model.PValue(model.Score(others.AsSpan(row * People.Columns, People.Columns))) <= 0.1);
        ((double)below / Count).Should().BeInRange(0.05, 0.15, "seed 12");
    }

    [Test]
    public void Read_ScoreWithoutCalibration_SaysHowToGetOne()
    {
        var context = new MLContext(seed: 1);
        var data = PeopleView.Of(context, People.Rows(1, 200), People.Names);
        var model = context.AnomalyDetection.Trainers.RandomizedPca("Features", rank: 3, seed: 1).Fit(data);

        Read(SampleModels.Saved(context, model, data.Schema)).Error.Should().Contain("train --calibrate");
    }

    [Test]
    public void Read_VectorWithoutSlotNames_IsRefused()
    {
        var context = new MLContext(seed: 1);
        var data = context.Data.LoadFromEnumerable(
            Enumerable.Range(0, 50).Select(row => new Nameless { Features = People.Stranger((ulong)row) }));
        var model = context.AnomalyDetection.Trainers.RandomizedPca("Features", rank: 3, seed: 1).Fit(data);

        Read(SampleModels.Saved(context, model, data.Schema)).Error
            .Should().Contain($"vector Features of {People.Columns} has no slot names");
    }

    [Test]
    public void Read_NoScore_IsRefused()
    {
        var context = new MLContext(seed: 1);
        var data = PeopleView.Of(context, People.Rows(1, 50), People.Names);
        var model = context.Transforms.NormalizeMinMax("Features").Fit(data);

        Read(SampleModels.Saved(context, model, data.Schema)).Error
            .Should().Contain("neither a Score nor a Probability");
    }

    [Test]
    public void Read_ManyScoresARow_IsRefused()
    {
        var context = new MLContext(seed: 1);
        var data = PeopleView.Of(context, People.Rows(1, 50), People.Names);
        var model = context.Clustering.Trainers.KMeans(numberOfClusters: 2).Fit(data);

        Read(SampleModels.Saved(context, model, data.Schema)).Error.Should().Contain("must be one Single a row");
    }

    [Test]
    public void Read_WithoutSchema_IsRefused()
    {
        var context = new MLContext(seed: 1);
        var data = PeopleView.Of(context, People.Rows(1, 50), People.Names);
        var model = context.Transforms.NormalizeMinMax("Features").Fit(data);
        var output = new MemoryStream();
        context.Model.Save(model, inputSchema: null, output);

        Read(output.ToArray()).Error.Should().Contain("no Schema");
    }

    private static ModelFileResult Read(byte[] file) =>
        MlNetModelFile.Read(new MemoryStream(file), People.Names, people: null);

    private sealed class Nameless
    {
        [VectorType(People.Columns)]
        public float[] Features { get; set; } = [];
    }
}
