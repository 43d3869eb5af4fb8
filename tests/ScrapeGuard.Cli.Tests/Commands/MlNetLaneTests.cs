using ScrapeGuard.Cli.Models;

namespace ScrapeGuard.Cli.Tests.Commands;

/// <summary>What a build without ML.NET says to what is for it: clear words, before a capture is read.</summary>
public sealed class MlNetLaneTests
{
    private const string Missing = "is for ML.NET, which this program was built without; build it with -p:MlNet=true";

    [SetUp]
    public void SkipWithIt()
    {
        if (MlNetLane.Missing is null)
        {
            Assert.Ignore("This build has ML.NET; tests/ScrapeGuard.Detection.MlNet.Tests has its tests.");
        }
    }

    [Test]
    public void Replay_ModelOfMlNet_SaysHowToBuildIt()
    {
        using var trial = new CommandTrial();
        var capture = trial.Write("capture.ndjson", EventLines.Scraper("bob", 3));
        var model = trial.WriteBytes("m.zip", "PK\u0003\u0004..."u8.ToArray());

        var ended = trial.Run("replay", capture, "--decisions", trial.PathOf("d"), "--model", model);

        ended.Code.Should().Be(2);
        ended.ErrorLines.Should().Equal($"--model '{model}': {Missing}");
    }

    [Test]
    public void Replay_PolicyNamesModelOfMlNet_SaysHowToBuildIt()
    {
        using var trial = new CommandTrial();
        var capture = trial.Write("capture.ndjson", EventLines.Scraper("bob", 3));
        var model = trial.WriteBytes("m.zip", "PK\u0003\u0004..."u8.ToArray());
        var policy = trial.Write("policy.yaml", "model: m.zip");

        var ended = trial.Run("replay", capture, "--decisions", trial.PathOf("d"), "--policy", policy);

        ended.Code.Should().Be(2);
        ended.ErrorLines.Should().Equal($"{policy}: model '{model}': {Missing}");
    }

    [Test]
    public void Validate_PolicyNamesModelOfMlNet_SaysHowToBuildIt()
    {
        using var trial = new CommandTrial();
        var model = trial.WriteBytes("m.zip", "PK\u0003\u0004..."u8.ToArray());
        var policy = trial.Write("policy.yaml", "model: m.zip");

        var ended = trial.Run("validate", policy, model);

        ended.Code.Should().Be(2);
        ended.ErrorLines.Should().Equal($"{policy}: model '{model}': {Missing}", $"{model}: {Missing}");
    }

    [TestCase("randomized-pca")]
    [TestCase("classifier")]
    public void Train_KindOfMlNet_SaysHowToBuildIt(string kind)
    {
        using var trial = new CommandTrial();
        var capture = trial.Write("capture.ndjson", EventLines.Scraper("bob", 3));

        var ended = trial.Run("train", capture, "--kind", kind, "--out", trial.PathOf("m.zip"));

        ended.Code.Should().Be(2);
        ended.ErrorLines.Should().Equal($"--kind '{kind}': {Missing}");
    }

    [Test]
    public void Train_UnknownKind_NamesTheKinds()
    {
        using var trial = new CommandTrial();
        var capture = trial.Write("capture.ndjson", EventLines.Scraper("bob", 3));

        var ended = trial.Run("train", capture, "--kind", "deep", "--out", trial.PathOf("m.zip"));

        ended.Code.Should().Be(2);
        ended.ErrorLines.Should().Equal("--kind 'deep': must be forest, randomized-pca or classifier");
    }
}
