using ScrapeGuard.Cli.Commands;
using ScrapeGuard.Cli.Tests.Policies;

namespace ScrapeGuard.Cli.Tests.Commands;

public sealed class ValidateCommandTests
{
    private CommandTrial _trial = null!;

    [SetUp]
    public void Open() => _trial = new CommandTrial();

    [TearDown]
    public void Close() => _trial.Dispose();

    [Test]
    public void Run_GoodFilesOfEachKind_OneLineEach()
    {
        var policy = GoldenFile.InRepository("policies/default.yaml");
        var model = GoldenFile.InRepository("src/ScrapeGuard.Cli/Models/default.sgmodel");
        var mapping = _trial.Write("any.name", "format: csv", "fields:", "  time: t", "  account: a", "  operation: o");
        var settings = _trial.Write("prod.json", """{"Kafka:GroupId": "g", "policy": {"path": "nowhere"}, }""");
        var json = _trial.Write("policy.json", """{"name": "from json", "thresholds": {"suspend": 0.99}}""");

        var ended = _trial.Run("validate", policy, model, mapping, json, settings);

        ended.Code.Should().Be(ExitCode.Done, ended.Error);
        ended.Error.Should().BeEmpty();
        ended.Out.Should().Be(
            $"{policy}: ok, a policy\n{model}: ok, a model\n{mapping}: ok, a mapping\n{json}: ok, a policy\n"
            + $"{settings}: ok, a settings file\n");
    }

    [Test]
    public void Run_BadFiles_NamesEveryMistakeWithFileLineKeyAndValue()
    {
        var policy = _trial.Write("p.yaml", "mode: maybe", "thresholds:", "  suspend: 1.5");
        var mapping = _trial.Write("m.yaml", "format: csv", "fields:", "  time: t", "  accont: \"a\\eb\"");
        var good = _trial.Write("good.yaml", "{}");

        var ended = _trial.Run("validate", policy, mapping, good);

        ended.Code.Should().Be(ExitCode.WrongArguments);
        ended.Out.Should().Be($"{good}: ok, a policy\n");
        ended.ErrorLines.Should().HaveCount(5);
        ended.ErrorLines[0].Should().StartWith($"{policy}:1:7: mode: maybe");
        ended.ErrorLines[1].Should().Be($"{policy}:3:12: thresholds.suspend: 1.5 is above 1; it must be 0 to 1");
        ended.ErrorLines[2].Should().Be($"{mapping}:3: fields.account '': is a must");
        ended.ErrorLines[4].Should().StartWith($"{mapping}:4: fields.accont 'a\\u{{1B}}b': is no field");
    }

    [Test]
    public void Run_WhatCantBeRead_SaysWhy()
    {
        var binary = _trial.WriteBytes("b.yaml", [.. Enumerable.Range(0, 256).Select(value => (byte)value)]);
        var empty = _trial.WriteBytes("e.yaml", []);
        var model = _trial.WriteBytes("m.sgmodel", [1, 2, 3]);
        var other = _trial.Write("other.json", """{"Logging": {"Level": "x"}}""");
        var missing = _trial.PathOf("missing");

        var ended = _trial.Run("validate", binary, empty, model, other, missing, _trial.Folder);

        ended.Code.Should().Be(ExitCode.WrongArguments);
        ended.ErrorLines.Should().HaveCount(6);
        ended.ErrorLines[0].Should()
            .Be($"{binary}: is neither a policy nor a mapping nor settings nor a model nor cases: it is no text");
        ended.ErrorLines[1].Should().StartWith($"{empty}: the file is empty");
        ended.ErrorLines[2].Should().StartWith($"{model}: ");
        ended.ErrorLines[3].Should()
            .StartWith($"{other}: is neither a policy nor a mapping nor settings nor a model nor cases");
        ended.ErrorLines[4].Should().Be($"{missing}: no such file");
        ended.ErrorLines[5].Should().Be($"{_trial.Folder}: is a directory");
    }

    [Test]
    public void Run_BadSettings_NamesEveryMistakeWithPlaceKeyAndValue()
    {
        var settings = _trial.Write("appsettings.json", "{", "  \"Kafka\": {\"GroupIdd\": \"g\"},",
            "  \"Worker\": {\"Threads\": 0, \"Delivery\": \"sometimes\"}", "}");
        var broken = _trial.Write("appsettings.Production.json", "{\"Kafka\": {", "\"GroupId\": g}}");

        var ended = _trial.Run("validate", settings, broken);

        ended.Code.Should().Be(ExitCode.WrongArguments);
        ended.ErrorLines.Should().Equal(
            $"{settings}:2:13: Kafka:GroupIdd 'g': is no setting; did you mean Kafka:GroupId?",
            $"{settings}:3:28: Worker:Delivery 'sometimes': must be ExactlyOnce or AtLeastOnce",
            $"{settings}:3:14: Worker:Threads '0': must be 1 to 256",
            $"{broken}:2:12: is not valid JSON: 'g' is an invalid start of a value.");
    }

    [Test]
    public void Run_ModelWithAFlippedBit_IsRefused()
    {
        var bytes = File.ReadAllBytes(GoldenFile.InRepository("src/ScrapeGuard.Cli/Models/default.sgmodel"));
        bytes[bytes.Length / 2] ^= 1;

        var ended = _trial.Run("validate", _trial.WriteBytes("renamed", bytes));

        ended.Code.Should().Be(ExitCode.WrongArguments);
        ended.ErrorLines.Should().ContainSingle();
    }
}
