using ScrapeGuard.Detection.MlNet.Files;
using ScrapeGuard.Detection.MlNet.Training;
using ScrapeGuard.Detection.Models;

namespace ScrapeGuard.Detection.MlNet.Tests.Training;

public sealed class ClassifierModelTrainerTests
{
    [Test]
    public void Train_SameRowsAndSeed_GivesTheSameFile()
    {
        var first = Train();

        Train().Should().Equal(first);
        Train(seed: 2).Should().NotEqual(first);
    }

    [Test]
    public void Train_ScrapersOfTheKindShown_AreUnlikePeople()
    {
        var model = Read(Train());
        var scrapers = Scrapers(seed: 9, 200);

        var found = Enumerable.Range(0, 200).Count(row =>
            model.PValue(model.Score(scrapers.AsSpan(row * People.Columns, People.Columns))) < 0.01);

        found.Should().BeGreaterThan(190, "seed 9");
    }

    [Test]
    public void Train_OtherPeople_HaveEvenPValues()
    {
        const int Count = 4_000;
        var model = Read(Train());
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

    [TestCase(3_000, 1)]
    [TestCase(2, 100)]
    [TestCase(0, 100)]
    public void Train_TooFewOfEither_Throws(int people, int scrapers)
    {
        var training = () => ClassifierModelTrainer.Train(
            People.Rows(1, people), Scrapers(1, scrapers), People.Names, new DetectionModelOptions());

        training.Should().Throw<ArgumentException>().WithMessage("*too few*");
    }

    private static byte[] Train(ulong seed = 1) => ClassifierModelTrainer.Train(
        People.Rows(seed, 3_000), Scrapers(seed + 100, 60), People.Names,
        new DetectionModelOptions { Name = "classifier", Forest = new() { Seed = seed } });

    /// <summary>People who go far in the first feature.</summary>
    private static float[] Scrapers(ulong seed, int count)
    {
        var rows = People.Rows(seed, count);
        for (var row = 0; row < count; row++)
            rows[row * People.Columns] += 20;
        return rows;
    }

    private static DetectionModel Read(byte[] file)
    {
        var reading = MlNetModelFile.Read(new MemoryStream(file), People.Names, people: null);
        reading.Error.Should().BeNull();
        return reading.Model!;
    }
}
