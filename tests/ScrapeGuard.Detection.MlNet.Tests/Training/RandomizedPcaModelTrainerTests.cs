using ScrapeGuard.Detection.MlNet.Files;
using ScrapeGuard.Detection.MlNet.Training;
using ScrapeGuard.Detection.Models;

namespace ScrapeGuard.Detection.MlNet.Tests.Training;

public sealed class RandomizedPcaModelTrainerTests
{
    [Test]
    public void Train_SameRowsAndSeed_GivesTheSameFile()
    {
        var first = SampleModels.RandomizedPca();

        SampleModels.RandomizedPca().Should().Equal(first);
        SampleModels.RandomizedPca(seed: 2).Should().NotEqual(first);
    }

    [Test]
    public void Train_OtherPeople_HaveEvenPValues()
    {
        const int Count = 4_000;
        var model = Read(SampleModels.RandomizedPca());
        var rows = People.Rows(seed: 77, Count);

        foreach (var level in (double[])[0.5, 0.1, 0.02])
        {
            var below = Enumerable.Range(0, Count).Count(row =>
                model.PValue(model.Score(rows.AsSpan(row * People.Columns, People.Columns))) <= level);

            // 900 people calibrate: the table's own error beside that of 4,000 draws, five deviations in all.
            var deviation = Math.Sqrt(level * (1 - level) * (1.0 / Count + 1.0 / 900));
            ((double)below / Count).Should().BeInRange(level - 5 * deviation - 0.003, level + 5 * deviation,
                $"of people {level:P0} look as unusual as that, seed 77");
        }
    }

    [Test]
    public void Train_Strangers_AreUnlikePeople()
    {
        var model = Read(SampleModels.RandomizedPca());
        for (ulong seed = 0; seed < 20; seed++)
            model.PValue(model.Score(People.Stranger(seed))).Should().BeLessThan(0.01, $"stranger {seed} mixes");
    }

    [Test]
    public void Train_HeldOutPeople_CalibrateIt() =>
        Read(SampleModels.RandomizedPca(people: 1_000)).PeopleScores.People.Should().Be(300);

    [TestCase(0, 8)]
    [TestCase(People.Columns, 8)]
    [TestCase(4, -1)]
    public void Train_ShapeOutOfRange_NamesKeyAndValue(int rank, int oversampling)
    {
        var options = new RandomizedPcaOptions { Rank = rank, Oversampling = oversampling };

        var training = () => RandomizedPcaModelTrainer.Train(
            People.Rows(1, 100), People.Names, options, new DetectionModelOptions());

        training.Should().Throw<ArgumentException>().WithMessage("RandomizedPca:* is *");
    }

    [Test]
    public void Train_TwoRows_AreTooFew()
    {
        var training = () => RandomizedPcaModelTrainer.Train(
            People.Rows(1, 2), People.Names, SampleModels.Pca, new DetectionModelOptions());

        training.Should().Throw<ArgumentException>().WithMessage("2 rows are too few*");
    }

    private static DetectionModel Read(byte[] file)
    {
        var reading = MlNetModelFile.Read(new MemoryStream(file), People.Names, people: null);
        reading.Error.Should().BeNull();
        return reading.Model!;
    }
}
