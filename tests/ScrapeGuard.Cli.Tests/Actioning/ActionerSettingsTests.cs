namespace ScrapeGuard.Cli.Tests.Actioning;

public sealed class ActionerSettingsTests
{
    private const string Secret = "hunter2";
    private static readonly string[] Least =
        ["--bootstrap-servers", "a:1", "--account-service", "http://accounts:1", "--state", "s"];

    private ActionerTrial _trial = null!;

    [SetUp]
    public void Open() => _trial = new ActionerTrial();

    [TearDown]
    public void Close() => _trial.Dispose();

    [Test]
    public void Read_Least_HasTheDefaults()
    {
        var settings = _trial.Accept(Least);

        settings.Shared.Kafka.GroupId.Should().Be("scrapeguard-actioner");
        settings.Accounts.BaseUrl.Should().Be("http://accounts:1");
        settings.Receiver.Should().BeNull();
        settings.IsStopped.Should().BeFalse();
    }

    [Test]
    public void Read_Everything_IsTaken()
    {
        _trial.Variables["SCRAPEGUARD__KAFKA__GROUPID"] = "g";
        _trial.Variables["SCRAPEGUARD__DATABASE__CONNECTIONSTRING"] = "Host=db;Password=x";
        _trial.Variables["SCRAPEGUARD__ACCOUNTSERVICE__SUSPEND__URL"] = "/block?who={account}";
        _trial.Variables["SCRAPEGUARD__ACCOUNTSERVICE__HEADERS__X_TENANT"] = "t";
        _trial.Variables["SCRAPEGUARD__ACCOUNTSERVICE__SECRETHEADERS__AUTHORIZATION__FILE"] = "/run/token";
        _trial.Variables["SCRAPEGUARD__ACTIONER__LEASESECONDS"] = "60";
        _trial.Variables["SCRAPEGUARD__ACTIONER__STOPPED"] = "true";

        var settings = _trial.Accept("--bootstrap-servers", "a:1", "--account-service", "http://accounts:1");

        settings.Shared.Kafka.GroupId.Should().Be("g");
        settings.ConnectionString.Should().Be("Host=db;Password=x");
        settings.Accounts.Suspend.Url.Should().Be("/block?who={account}");
        settings.Accounts.Headers.Should().ContainKey("x-tenant").WhoseValue.Should().Be("t");
        settings.Accounts.SecretHeaders["authorization"].File.Should().Be("/run/token");
        settings.Actions.Lease.Should().Be(TimeSpan.FromSeconds(60));
        settings.IsStopped.Should().BeTrue();
    }

    [Test]
    public void Read_Nothing_NamesWhatIsMissing() => _trial.Refuse().Should().SatisfyRespectively(
        line => line.Should().StartWith("Kafka:BootstrapServers: is missing"),
        line => line.Should().StartWith("AccountService:BaseUrl: is missing"),
        line => line.Should().StartWith("Database:ConnectionString: is missing").And.Contain("--state FOLDER"));

    [Test]
    public void Read_WrongValues_NamesEachWithItsPlace()
    {
        _trial.Variables["SCRAPEGUARD__ACTIONER__MAXCALLS"] = "0";
        _trial.Variables["SCRAPEGUARD__ACTIONER__STOPPED"] = "perhaps";
        _trial.Variables["SCRAPEGUARD__ACTIONER__BATCHRECORDS"] = "many";
        _trial.Variables["SCRAPEGUARD__ACCOUNTSERVICE__MAXATTEMPTS"] = "99";
        _trial.Variables["SCRAPEGUARD__SETRECEIVER__URL"] = "https://receiver/events";

        _trial.Refuse(Least).Should().Contain(
            "SCRAPEGUARD__ACTIONER__MAXCALLS: Actioner:MaxCalls '0': must be 1 to 1024").And.Contain(
            "SCRAPEGUARD__ACTIONER__STOPPED: Actioner:Stopped 'perhaps': must be true or false").And.Contain(
            "SCRAPEGUARD__ACTIONER__BATCHRECORDS: Actioner:BatchRecords 'many': must be a whole number").And.Contain(
            "SCRAPEGUARD__ACCOUNTSERVICE__MAXATTEMPTS: AccountService:MaxAttempts '99': must be 1 to 10").And.Contain(
            "SetReceiver:KeyFile: is missing; SetReceiver:Url is set, and tokens need it");
    }

    [TestCase("SCRAPEGUARD__DATABASE__CONNECTIONSTRING", "Passwort=hunter2")]
    [TestCase("SCRAPEGUARD__ALERTS__WEBHOOKURL", "hunter2")]
    [TestCase("SCRAPEGUARD__ACCOUNTSERVICE__HEADERS__BAD(NAME", "hunter2")]
    [TestCase("SCRAPEGUARD__ACCOUNTSERVICE__SECRETHEADERS__AUTHORIZATION", "hunter2")]
    public void Read_WrongValueThatMayBeSecret_IsNotShown(string variable, string value)
    {
        _trial.Variables[variable] = value;

        _trial.Refuse(Least).Should().NotBeEmpty().And.OnlyContain(line => !line.Contains(Secret));
    }

    [Test]
    public void Read_KeyThatIsNone_IsToldWithoutIt()
    {
        _trial.Variables["SCRAPEGUARD__SETRECEIVER__URL"] = "https://receiver/events";
        _trial.Variables["SCRAPEGUARD__SETRECEIVER__ISSUER"] = "https://issuer";
        _trial.Variables["SCRAPEGUARD__SETRECEIVER__AUDIENCE"] = "receiver";
        _trial.Variables["SCRAPEGUARD__SETRECEIVER__KEYID"] = "k1";
        _trial.Variables["SCRAPEGUARD__SETRECEIVER__KEYFILE"] = _trial.Write("key.pem", Secret);

        _trial.Refuse(Least).Should().ContainSingle().Which.Should()
            .Contain("SetReceiver:KeyFile").And.NotContain(Secret);
    }
}
