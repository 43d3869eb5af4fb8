using System.Text;
using ScrapeGuard.Detection.Evaluation;

namespace ScrapeGuard.Detection.Tests.Evaluation;

[TestFixture]
public sealed class TableEvaluationTests
{
    [TestCase("mammography", 0.849, 0.880)]
    [TestCase("shuttle", 0.9966, 0.9980)]
    public void Run_OnAPublishedTable_ReachesThePublishedArea(string name, double floor, double ceiling)
    {
        var path = SharedData($"{name}.csv.gz");
        if (path is null)
            Assert.Ignore($"../shared/data/{name}.csv.gz is not here");
        using var file = File.OpenRead(path!);
        var table = AnomalyTableReader.Read(file).Table!;

        var evaluation = TableEvaluation.Run(table, new() { Seeds = 10, TimingSeconds = 0 }, TimeProvider.System);

        TestContext.Out.WriteLine(evaluation);
        // Above the ceiling the labels would have leaked into the forest.
        evaluation.Auroc.Mean.Should().BeInRange(floor, ceiling);
    }

    [Test]
    public void Run_Twice_MeasuresTheSame()
    {
        var values = RandomRows.Gaussian(1, 400, 3);
        var labels = new bool[400];
        for (var i = 0; i < 20; i++)
        {
            labels[i] = true;
            values[i * 3] += 5;
        }
        var table = new AnomalyTable(values, 3, labels);
        var options = new TableEvaluationOptions { Seeds = 3, TimingSeconds = 0 };

        var first = TableEvaluation.Run(table, options, new SteppingTime());
        var second = TableEvaluation.Run(table, options, new SteppingTime());

        first.Should().Be(second);
        first.Auroc.Mean.Should().BeGreaterThan(0.9);
        first.RowsPerSecond.Should().BePositive();
    }

    [Test]
    public void WriteLine_OfAnEvaluation_IsTheContractsJson()
    {
        var output = new MemoryStream();
        TableEvaluationWriter.WriteLine(output, new TableEvaluation(new(0.5, 0.25), new(double.NaN, 0), 1234.4));

        Encoding.UTF8.GetString(output.ToArray()).Should().Be(
            """{"auroc":{"mean":0.5,"sd":0.25},"auprc":{"mean":null,"sd":0},"rowsPerSecond":1234}""" + "\n");
    }

    [Test]
    public void Of_SomeValues_GivesMeanAndSampleDeviation()
    {
        MeanAndDeviation.Of([1, 2, 3, 4]).Mean.Should().Be(2.5);
        MeanAndDeviation.Of([1, 2, 3, 4]).Deviation.Should().BeApproximately(Math.Sqrt(5.0 / 3), 1e-12);
        MeanAndDeviation.Of([7]).Should().Be(new MeanAndDeviation(7, 0));
    }

    [Test]
    public void Validate_OfWrongOptions_NamesKeyAndValue() =>
        new TableEvaluationOptions { Seeds = 0, TimingSeconds = -1 }.Validate()
            .Should().HaveCount(2).And.Contain(error => error.Contains("Seeds is 0"));

    private static string? SharedData(string name)
    {
        var start = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        for (var folder = start; folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "data", name);
            if (File.Exists(path))
                return path;
        }
        return null;
    }

    /// <summary>A clock that moves one millisecond each time it is read.</summary>
    private sealed class SteppingTime : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => _now++;
    }
}
