using ScrapeGuard.Detection.Models;

namespace ScrapeGuard.Detection.Tests.Models;

[TestFixture]
public sealed class DetectionModelTrainerTests
{
    [Test]
    public void Train_OnPeople_CalibratesFreshPeople()
    {
        var model = DetectionModelTrainer.Train(RandomRows.Gaussian(1, 10_000, 4), 4, RandomRows.Names(4), new());
        var fresh = RandomRows.Gaussian(2, 10_000, 4);

        var flagged = 0;
        for (var i = 0; i < 10_000; i++)
            flagged += model.PValue(model.Score(fresh.AsSpan(i * 4, 4))) <= 0.01 ? 1 : 0;

        flagged.Should().BeInRange(60, 150);
        model.TrainedRows.Should().Be(10_000);
        model.PeopleScores.People.Should().Be(3000);
        model.PValue(model.Score([8, 8, 8, 8])).Should().BeLessThan(1e-4);
    }

    [Test]
    public void Train_WithGroups_HoldsPeopleOutWhole()
    {
        // Ten people of 100 rows each: three of them are 300 rows, however the rows are mixed.
        var groups = Enumerable.Range(0, 1000).Select(row => row % 10 * 77).ToArray();

        var model = DetectionModelTrainer.Train(
            RandomRows.Gaussian(1, 1000, 2), 2, RandomRows.Names(2), new(), groups);

        model.PeopleScores.People.Should().Be(300);
    }

    [Test]
    public void Train_Twice_GivesTheSameVersionAndAnotherSeedAnother()
    {
        var rows = RandomRows.Gaussian(1, 500, 3);
        var first = DetectionModelTrainer.Train(rows, 3, RandomRows.Names(3), new());
        var second = DetectionModelTrainer.Train(rows, 3, RandomRows.Names(3), new());
        var third = DetectionModelTrainer.Train(rows, 3, RandomRows.Names(3), new() { Forest = new() { Seed = 2 } });

        first.Version.Should().MatchRegex("^[0-9a-f]{16}$").And.Be(second.Version);
        third.Version.Should().NotBe(first.Version);
    }

    [Test]
    public void Train_OnWrongInput_ThrowsNamingIt()
    {
        var train = (int rows, string[] names, DetectionModelOptions options) =>
            DetectionModelTrainer.Train(RandomRows.Gaussian(1, rows, 2), 2, names, options);

        train.Invoking(t => t(2, ["a", "b"], new())).Should().Throw<ArgumentException>().WithMessage("*too few*");
        train.Invoking(t => t(0, ["a", "b"], new())).Should().Throw<ArgumentException>().WithMessage("*too few*");
        train.Invoking(t => t(50, ["a", "a"], new()))
            .Should().Throw<ArgumentException>().WithMessage("*'a' is there twice*");
        train.Invoking(t => t(50, ["a"], new())).Should().Throw<ArgumentException>();
        train.Invoking(t => t(50, ["a", "b"], new() { HoldOutShare = 0, Name = "" }))
            .Should().Throw<ArgumentException>().WithMessage("*Name*HoldOutShare is 0*");
    }

    [Test]
    public void SchemaMismatch_OfOtherNames_NamesWhatDiffers()
    {
        var model = DetectionModelTrainer.Train(RandomRows.Gaussian(1, 100, 3), 3, ["a", "b", "c"], new());

        model.MatchesSchema(["a", "b", "c"]).Should().BeTrue();
        model.MatchesSchema(["a", "b"]).Should().BeFalse();
        model.SchemaMismatch(["a", "x", "c", "d"]).Should()
            .Contain("feature 1 is x where the model has b").And.Contain("feature 3 is d where the model has nothing");
    }
}
