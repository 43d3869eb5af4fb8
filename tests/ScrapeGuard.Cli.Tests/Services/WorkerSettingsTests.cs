using ScrapeGuard.Cli.Services;
using ScrapeGuard.Kafka.Options;

namespace ScrapeGuard.Cli.Tests.Services;

public sealed class WorkerSettingsTests
{
    private WorkerTrial _trial = null!;

    [SetUp]
    public void Open() => _trial = new WorkerTrial();

    [TearDown]
    public void Close() => _trial.Dispose();

    [Test]
    public void Read_EachSettingInTheFile_IsTaken()
    {
        _trial.Write("appsettings.json", """
            {
              // A comment, and a comma too many.
              "Kafka": {
                "BootstrapServers": "a:1,b:2",
                "GroupId": "g",
                "Properties": { "security.protocol": "plaintext", "queued.min.messages": 1000 },
                "Topics": {
                  "AccessEvents": "t1", "Decisions": "t2", "SafeguardEvents": "t3", "DeadLetter": "t4",
                  "Commands": "t5", "State": "t6", "Profiles": "t7",
                },
              },
              "State": { "Directory": "cache", "MemoryLimitBytes": 536870912, "CheckpointSeconds": 7 },
              "Worker": {
                "Delivery": "AtLeastOnce", "CommitMilliseconds": 50, "IdlePartitionSeconds": 9, "Threads": 3
              },
              "Http": { "Urls": "http://*:8080;http://[::1]:0" },
              "Telemetry:OtlpEndpoint": "https://collector:4317",
              "Database": { "ConnectionString": "Host=db;Password=x" },
              "AccountService": { "BaseUrl": "http://accounts" },
              "Model": { "Path": null },
            }
            """);

        var settings = _trial.Accept();

        settings.Options.Should().BeEquivalentTo(new WorkerOptions
        {
            Kafka = new KafkaOptions
            {
                BootstrapServers = "a:1,b:2",
                GroupId = "g",
                Properties = new KafkaOptions().Properties
                    .Add("security.protocol", "plaintext").Add("queued.min.messages", "1000"),
                Topics = new TopicNames
                {
                    AccessEvents = "t1",
                    Decisions = "t2",
                    SafeguardEvents = "t3",
                    DeadLetter = "t4",
                    Commands = "t5",
                    State = "t6",
                    Profiles = "t7",
                },
            },
            State = new StateOptions { Directory = "cache", MemoryLimitBytes = 536_870_912, CheckpointSeconds = 7 },
            Delivery = DeliveryGuarantee.AtLeastOnce,
            CommitMilliseconds = 50,
            IdlePartitionSeconds = 9,
            Threads = 3,
        });
        settings.Shared.Urls.Should().Equal("http://*:8080", "http://[::1]:0");
        settings.Shared.OtlpEndpoint.Should().Be(new Uri("https://collector:4317"));
        settings.ModelPath.Should().BeNull();
    }

    [Test]
    public void Read_NothingButServers_HasTheDefaults()
    {
        var settings = _trial.Accept("--bootstrap-servers", "a:1");

        settings.Options.Should().BeEquivalentTo(
            new WorkerOptions { Kafka = new KafkaOptions { BootstrapServers = "a:1" } });
        settings.Shared.Urls.Should().BeEmpty();
        settings.Shared.OtlpEndpoint.Should().BeNull();
    }

    [Test]
    public void Read_FileEnvironmentAndOption_TheLaterWins()
    {
        _trial.Write("appsettings.json",
            """{"Kafka": {"BootstrapServers": "file:1", "GroupId": "file"}, "Worker": {"Threads": 2}}""");
        _trial.Variables["SCRAPEGUARD__KAFKA__GROUPID"] = "environment";
        _trial.Variables["scrapeguard__worker__threads"] = "3";

        var settings = _trial.Accept("--threads", "4");

        settings.Options.Kafka.BootstrapServers.Should().Be("file:1");
        settings.Options.Kafka.GroupId.Should().Be("environment");
        settings.Options.Threads.Should().Be(4);
    }

    [Test]
    public void Read_WrongValueThatIsOverridden_IsNoMistake()
    {
        _trial.Write("appsettings.json", """{"Worker": {"Threads": "many"}}""");

        _trial.Accept("--bootstrap-servers", "a:1", "--threads", "4").Options.Threads.Should().Be(4);
    }

    [TestCase("SCRAPEGUARD__KAFKA__PROPERTIES__SECURITY_PROTOCOL")]
    [TestCase("SCRAPEGUARD__Kafka__Properties__security.protocol")]
    [TestCase("SCRAPEGUARD__kafka__properties__Security.Protocol")]
    public void Read_PropertyInTheEnvironment_IsItsNameInSmallLettersWithDots(string variable)
    {
        _trial.Variables[variable] = "plaintext";

        _trial.Accept("--bootstrap-servers", "a:1").Options.Kafka.Properties
            .Should().ContainSingle().Which.Should().Be(KeyValuePair.Create("security.protocol", "plaintext"));
    }

    [Test]
    public void Read_PropertyInAllThreePlaces_TheOptionWins()
    {
        _trial.Write("appsettings.json", """{"Kafka": {"Properties": {"Client.Id": "f", "linger.ms": "5"}}}""");
        _trial.Variables["SCRAPEGUARD__KAFKA__PROPERTIES__CLIENT_ID"] = "e";

        var settings = _trial.Accept("--bootstrap-servers", "a:1", "--kafka-property", "client.id=o=1");

        settings.Options.Kafka.Properties.Should().BeEquivalentTo(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["client.id"] = "o=1", ["linger.ms"] = "5" });
    }

    [Test]
    public void Read_FileThatIsNamed_IsReadInsteadOfTheUsualOne()
    {
        _trial.Write("appsettings.json", """{"Kafka": {"GroupId": "usual"}, "Worker": {"Threads": 2}}""");
        var named = _trial.Write("named.json", """{"Kafka": {"GroupId": "named"}}""");

        var settings = _trial.Accept("--bootstrap-servers", "a:1", "--settings", named);

        settings.Options.Kafka.GroupId.Should().Be("named");
        settings.Options.Threads.Should().Be(new WorkerOptions().Threads);
    }

    [Test]
    public void Keys_EachOne_IsReadByTheBinder()
    {
        foreach (var key in SettingCatalogue.Keys)
        {
            var errors = new List<string>();
            var origin = new SettingOrigin(SettingSource.File, "f:1:1");
            SettingsBinder.Bind(new SettingsLayers([[new SettingEntry(key, " ", origin)]], errors), errors);

            errors.Should().ContainSingle(key).Which.Should()
                .StartWith($"f:1:1: {key}").And.EndWith("must not be empty");
        }
    }
}
