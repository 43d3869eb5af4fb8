using ScrapeGuard.Cli.Commands;

namespace ScrapeGuard.Cli.Tests.Services;

public sealed class WrongSettingsTests
{
    private const string Secret = "hunter2";

    private WorkerTrial _trial = null!;

    // "|" stands between lines; "@" for the settings file.
    private static readonly TestCaseData[] Files =
    [
        new("""{"Kafka": {"BootstrapServers": "a:1", "GroupId": ""}}""", "@:1:39: Kafka:GroupId '': must not be empty"),
        new("""{"Kafka": {"BootstrapServers": "a"}}""",
            "@:1:12: Kafka:BootstrapServers 'a': must be host:port, several with commas between"),
        new("""{"KAFKA": {"bootstrapservers": "a:1", "TOPICS": {"decisions": "a b"}}}""",
            "@:1:50: Kafka:Topics:Decisions 'a b': must be 1 to 249 of a-z, A-Z, 0-9, '.', '_', '-'"),
        new("""{"Kafka": {"BootstrapServers": "a:1"}, "Worker": {"Threads": "two", "CommitMilliseconds": 1.5}}""",
            "@:1:69: Worker:CommitMilliseconds '1.5': must be a whole number"
            + "|@:1:51: Worker:Threads 'two': must be a whole number"),
        new("""{"Kafka:BootstrapServers": "a:1", "Worker": {"Threads": 99999999999}}""",
            "@:1:46: Worker:Threads '99999999999': must be a whole number, -2147483648 to 2147483647"),
        new("""{"Kafka:BootstrapServers": "a:1", "State": {"MemoryLimitBytes": 5, "CheckpointSeconds": 0}}""",
            "@:1:45: State:MemoryLimitBytes '5': must be at least 268435456 (256 MiB)"
            + "|@:1:68: State:CheckpointSeconds '0': must be 1 to 3600"),
        new("""{"Kafka:BootstrapServers": "a:1", "Worker": {"Delivery": "1"}}""",
            "@:1:46: Worker:Delivery '1': must be ExactlyOnce or AtLeastOnce"),
        new("""{"Kafka:BootstrapServers": "a:1", "Http": {"Urls": ["http://a:1"]}}""",
            "@:1:44: Http:Urls: must be one value, not a list"),
        new("""{"Kafka:BootstrapServers": "a:1", "Kafka": 5}""",
            "@:1:35: Kafka: is a section; its keys are BootstrapServers, GroupId, Topics:AccessEvents, "
            + "Topics:Decisions, Topics:SafeguardEvents, Topics:DeadLetter, Topics:Commands, Topics:State, "
            + "Topics:Profiles, Properties:NAME"),
        new("""{"Kafka:BootstrapServers": "a:1", "kafka": {"bootstrapServers": "b:1"}}""",
            "@:1:45: Kafka:BootstrapServers: is set already by @:1:2"),
        new("""{"Kafka:BootstrapServers": "a:1", "Stat": {"Directory": "x"}, "Quite": {"Else": "y"}}""",
            "@:1:44: Stat:Directory 'x': is no setting; did you mean State:Directory?"
            + "|@:1:73: Quite:Else: is no setting"),
        new("""{"Kafka:BootstrapServers": "a:1", "Kafka": {"Properties": {"a": {"b": "c"}}}}""",
            "@:1:66: Kafka:Properties:a:b: is no setting; did you mean Kafka:Properties:a.b?"),
        new("[]", "@:1:1: must be an object: {\"Kafka\": {...}, ...}|" + MissingServers),
        new("{\n  \"ä\": 1 2}",
            "@:2:10: is not valid JSON: '2' is invalid after a value. Expected either ',', '}', or ']'."
            + "|@:2:3: ä: is no setting|" + MissingServers),
        new("", "@:1:1: is not valid JSON: The input does not contain any JSON tokens. Expected the input to start "
            + "with a valid JSON token, when isFinalBlock is true.|" + MissingServers),
    ];

    private const string MissingServers = "Kafka:BootstrapServers: is missing; give --bootstrap-servers host:port, or "
        + "SCRAPEGUARD__KAFKA__BOOTSTRAPSERVERS, or a settings file";

    [SetUp]
    public void Open() => _trial = new WorkerTrial();

    [TearDown]
    public void Close() => _trial.Dispose();

    [TestCaseSource(nameof(Files))]
    public void Read_WrongFile_NamesPlaceKeyAndValueInALine(string text, string expected)
    {
        var file = _trial.PathOf("s.json");
        File.WriteAllText(file, text);

        _trial.Refuse("--settings", file)
            .Should().BeEquivalentTo(expected.Replace("@", file).Split('|'));
    }

    [Test]
    public void Read_WrongVariables_NamesVariableKeyAndValue()
    {
        _trial.Variables["SCRAPEGUARD__KAFKA__BOOTSTRAPSERVERS"] = "a:0";
        _trial.Variables["SCRAPEGUARD__KAFKA__GROUP_ID"] = "g";
        _trial.Variables["SCRAPEGUARD__WORKER__THREADS"] = "257";
        _trial.Variables["SCRAPEGUARD__HTTP__URLS"] = "ftp://a";
        _trial.Variables["SCRAPEGUARD_UNRELATED"] = "x";

        _trial.Refuse().Should().BeEquivalentTo(
            "SCRAPEGUARD__KAFKA__BOOTSTRAPSERVERS: Kafka:BootstrapServers 'a:0': must be host:port, several with "
                + "commas between",
            "SCRAPEGUARD__KAFKA__GROUP_ID 'g': is no setting; did you mean SCRAPEGUARD__KAFKA__GROUPID?",
            "SCRAPEGUARD__WORKER__THREADS: Worker:Threads '257': must be 1 to 256",
            "SCRAPEGUARD__HTTP__URLS: Http:Urls 'ftp://a': must be http://host:port, several with semicolons between");
    }

    [Test]
    public void Read_WrongOptions_NamesOptionAndValue()
    {
        var policy = _trial.Write("p.yaml", "mode: maybe");
        var file = _trial.Write("f");

        _trial.Refuse("--bootstrap-servers", "a", "--group", " ", "--topic", "a/b", "--state", file, "--threads", "0",
            "--policy", policy, "--model", _trial.PathOf("none"), "--urls", "http://a:1;x", "--log-format", "xml",
            "--settings", _trial.PathOf("nothing"), "--kafka-property", Secret).Should().BeEquivalentTo(
            "--log-format 'xml': must be plain or json",
            "--kafka-property: must be NAME=VALUE",
            $"--settings '{_trial.PathOf("nothing")}': no such file",
            "--group ' ': must not be empty",
            $"--state '{file}': is a file, not a folder",
            "--bootstrap-servers 'a': must be host:port, several with commas between",
            "--topic 'a/b': must be 1 to 249 of a-z, A-Z, 0-9, '.', '_', '-'",
            "--threads '0': must be 1 to 256",
            "--urls 'http://a:1;x': must be http://host:port, several with semicolons between",
            $"{policy}:1:7: mode: maybe is not known; it must be enforce or shadow",
            $"--model '{_trial.PathOf("none")}': no such file");
    }

    [Test]
    public void Read_FilesNamedInSettings_AreToldWithTheirPlace()
    {
        var settings = _trial.Write("s.json", "{\"Policy\": {\"Path\": \"nowhere.yaml\"}}");
        _trial.Variables["SCRAPEGUARD__MODEL__PATH"] = "nowhere.sgmodel";

        _trial.Refuse("--settings", settings, "--bootstrap-servers", "a:1").Should().Equal(
            $"{settings}:1:13: Policy:Path 'nowhere.yaml': no such file",
            "SCRAPEGUARD__MODEL__PATH: Model:Path 'nowhere.sgmodel': no such file");
    }

    [TestCase("ftp://a:1")]
    [TestCase("http://")]
    [TestCase("http://a:port")]
    [TestCase("http://a:65536")]
    [TestCase("http://a:1/path")]
    [TestCase("https://a:1")]
    [TestCase("http://a b:1")]
    [TestCase(";")]
    public void Read_WrongUrls_AreRefused(string urls) =>
        _trial.Refuse("--bootstrap-servers", "a:1", "--urls", urls).Should().ContainSingle()
            .Which.Should().StartWith($"--urls '{urls}': must be http://host:port");

    [TestCase("Kafka:Properties:bootstrap.servers")]
    [TestCase("Kafka:Properties:no.such.thing")]
    [TestCase("Kafka:Properties:linger.ms")]
    [TestCase("Kafka:Properties:security.protocol")]
    [TestCase("Kafka:Propertis:sasl.password")]
    [TestCase("Kafka:SaslPassword")]
    [TestCase("Database:ConectionString")]
    [TestCase("Databse:ConnectionString")]
    [TestCase("Telemetry:OtlpHeaders")]
    public void Read_WrongValueThatMayBeSecret_IsNotShownWhereverItStands(string key)
    {
        const string Good = "Kafka:BootstrapServers";
        var name = "SCRAPEGUARD__" + key.Replace(":", "__").ToUpperInvariant();
        var file = _trial.Write("s.json", $$"""{"{{Good}}": "a:1", "{{key}}": "{{Secret}}"}""");

        var lines = SkipWithoutLibrary(_trial.Run("--settings", file));
        lines.Should().ContainSingle().Which.Should().StartWith($"{file}:1:").And.NotContain(Secret);

        _trial.Variables[name] = Secret;
        lines = SkipWithoutLibrary(_trial.Run("--bootstrap-servers", "a:1"));
        lines.Should().ContainSingle().Which.Should().StartWith(name).And.NotContain(Secret);
    }

    [TestCase("linger.ms=hunter2", "--kafka-property linger.ms: librdkafka does not take this value")]
    [TestCase("no.such.thing=hunter2", "--kafka-property no.such.thing: is no property of librdkafka")]
    [TestCase("group.id=hunter2", "--kafka-property group.id 'group.id': is set otherwise")]
    public void Read_WrongProperty_IsToldWithoutItsValue(string property, string expected) =>
        SkipWithoutLibrary(_trial.Run("--bootstrap-servers", "a:1", "--kafka-property", property)).Should()
            .ContainSingle().Which.Should().StartWith(expected).And.NotContain(Secret);

    [Test]
    public void Read_MistypedOptionOfAProperty_IsToldWithoutItsValue() =>
        _trial.Refuse("--bootstrap-servers", "a:1", "--kafka-propety", "sasl.password=" + Secret).Should()
            .Equal("--kafka-propety: is no option of worker; did you mean --kafka-property?");

    [TestCase("http://user:hunter2@a")]
    [TestCase("user:hunter2@a")]
    public void Read_AddressWithAPassword_IsToldWithoutIt(string address)
    {
        _trial.Variables["SCRAPEGUARD__ACCOUNTSERVICE__BASEURL"] = address;
        _trial.Variables["SCRAPEGUARD__TELEMETRY__OTLPENDPOINT"] = address;
        _trial.Variables["SCRAPEGUARD__HTTP__URLS"] = address;

        _trial.Refuse("--bootstrap-servers", "a:1").Should().HaveCount(3)
            .And.OnlyContain(line => !line.Contains(Secret));
    }

    [TestCase("{\"Kafka\": {\"Properties\": {\"sasl.password\": hunter2}}}")]
    [TestCase("{\"Kafka\": {\"Properties\": {\"sasl.password\": null-hunter2}}}")]
    [TestCase("{\"Kafka\": {\"Properties\": {\"sasl.password\": thunter2}}}")]
    [TestCase("{\"Kafka\": {\"Properties\": {\"sasl.password\": 1hunter2}}}")]
    public void Read_SecretWithoutQuotes_IsNotShown(string text)
    {
        var lines = _trial.Refuse("--settings", _trial.Write("s.json", text), "--bootstrap-servers", "a:1");

        lines.Should().ContainSingle().Which.Should().Contain("is not valid JSON").And.NotContain("hunter");
    }

    /// <summary>Only librdkafka knows its properties.</summary>
    private static string[] SkipWithoutLibrary((int Code, string Error) ended)
    {
        if (Kafka.Native.SystemLibrdkafka.Load() is { } missing)
        {
            Assert.Ignore(missing);
        }

        ended.Code.Should().Be(ExitCode.WrongArguments, ended.Error);
        return ended.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
