using ScrapeGuard.Cli.Services;
using ScrapeGuard.Cli.Tests.Actioning.Receivers;

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
        settings.Database!.ConnectionString.Should().Be("Host=db;Password=x");
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

    [Test]
    public void Read_DatabaseByFilesAndSyslog_IsTaken()
    {
        _trial.Variables["SCRAPEGUARD__DATABASE__CONNECTIONSTRINGFILE"] = _trial.Write("db", "Host=db;Username=u\n");
        _trial.Variables["SCRAPEGUARD__DATABASE__PASSWORDFILE"] = _trial.Write("password", Secret);
        _trial.Variables["SCRAPEGUARD__DATABASE__MAXCONNECTIONS"] = "7";
        _trial.Variables["SCRAPEGUARD__DATABASE__RETENTIONDAYS"] = "400";
        _trial.Variables["SCRAPEGUARD__ALERTS__SYSLOG"] = "tcp://siem.example.com:6514";
        _trial.Variables["SCRAPEGUARD__ALERTS__SYSLOGALL"] = "true";

        var settings = _trial.Accept("--bootstrap-servers", "a:1", "--account-service", "http://accounts:1");

        settings.Database!.ConnectionStringFile.Should().EndWith("db");
        (settings.Database.MaxConnections, settings.Database.RetentionDays).Should().Be((7, 400));
        settings.Syslog.Should().Be(new SyslogSettings(new Uri("tcp://siem.example.com:6514")));
        settings.SyslogTakesAll.Should().BeTrue();
    }

    [Test]
    public void Read_WrongDatabaseAndSyslog_NamesEachWithItsPlace()
    {
        _trial.Variables["SCRAPEGUARD__DATABASE__CONNECTIONSTRINGFILE"] = "/nowhere/db";
        _trial.Variables["SCRAPEGUARD__DATABASE__MAXCONNECTIONS"] = "1";
        _trial.Variables["SCRAPEGUARD__DATABASE__RETENTIONDAYS"] = "-1";
        _trial.Variables["SCRAPEGUARD__ALERTS__SYSLOG"] = "siem:514";

        _trial.Refuse(Least).Should().Contain(
            "SCRAPEGUARD__DATABASE__MAXCONNECTIONS: Database:MaxConnections '1': must be 2 to 1000").And.Contain(
            "SCRAPEGUARD__DATABASE__RETENTIONDAYS: Database:RetentionDays '-1': must be 0 to 36500").And.Contain(
            "SCRAPEGUARD__DATABASE__CONNECTIONSTRINGFILE: Database:ConnectionStringFile '/nowhere/db': cannot be read: "
            + "DirectoryNotFoundException").And.Contain(
            "SCRAPEGUARD__ALERTS__SYSLOG: Alerts:Syslog 'siem:514': must be udp://host:port, tcp://host:port or "
            + "tls://host:port");
    }

    [Test]
    public void Read_SyslogOverTls_IsTakenWithItsFiles()
    {
        using var certificates = new TestCertificates();
        var own = certificates.Make("actioner");
        var (roots, key) = (certificates.Certificate(own), certificates.Key(own));
        _trial.Variables["SCRAPEGUARD__ALERTS__SYSLOG"] = "tls://siem.example.com";
        _trial.Variables["SCRAPEGUARD__ALERTS__SYSLOGTLS__ROOTSFILE"] = roots;
        _trial.Variables["SCRAPEGUARD__ALERTS__SYSLOGTLS__CERTIFICATEFILE"] = roots;
        _trial.Variables["SCRAPEGUARD__ALERTS__SYSLOGTLS__KEYFILE"] = key;

        var settings = _trial.Accept(Least);

        settings.Syslog.Should().Be(new SyslogSettings(new Uri("tls://siem.example.com"), roots, roots, key));
        settings.Syslog!.Port.Should().Be(6514);
    }

    [TestCase("tcp://siem:6514", "ROOTSFILE", "Alerts:Syslog 'tcp://siem:6514': must be tls://")]
    [TestCase("tls://siem", "ROOTSFILE", "Alerts:SyslogTls:RootsFile '/nowhere/pem': ")]
    [TestCase("tls://siem", "CERTIFICATEFILE", "Alerts:SyslogTls:CertificateFile '/nowhere/pem': ")]
    [TestCase("tls://siem", "KEYFILE", "Alerts:SyslogTls:KeyFile '/nowhere/pem': has no certificate")]
    public void Read_SyslogOverTlsWrong_IsNamed(string server, string file, string mistake)
    {
        _trial.Variables["SCRAPEGUARD__ALERTS__SYSLOG"] = server;
        _trial.Variables["SCRAPEGUARD__ALERTS__SYSLOGTLS__" + file] = "/nowhere/pem";

        _trial.Refuse(Least).Should().Contain(line => line.Contains(mistake));
    }

    [TestCase("SYSLOGTLS__ROOTSFILE", "Alerts:SyslogTls:RootsFile '/nowhere/pem'")]
    [TestCase("SYSLOGTLS__CERTIFICATEFILE", "Alerts:SyslogTls:CertificateFile '/nowhere/pem'")]
    [TestCase("SYSLOGTLS__KEYFILE", "Alerts:SyslogTls:KeyFile '/nowhere/pem'")]
    [TestCase("SYSLOGALL", "Alerts:SyslogAll 'true'")]
    public void Read_SyslogsOwnWithoutAServer_IsNamed(string key, string mistake)
    {
        _trial.Variables["SCRAPEGUARD__ALERTS__" + key] = key == "SYSLOGALL" ? "true" : "/nowhere/pem";

        _trial.Refuse(Least).Should().ContainSingle().Which.Should()
            .Contain($"{mistake}: belongs to Alerts:Syslog, which is not set");
    }

    [Test]
    public void Read_RootsWithoutACertificate_IsNamed()
    {
        _trial.Variables["SCRAPEGUARD__ALERTS__SYSLOG"] = "tls://siem";
        _trial.Variables["SCRAPEGUARD__ALERTS__SYSLOGTLS__ROOTSFILE"] = _trial.Write("roots", "no PEM");

        _trial.Refuse(Least).Should().ContainSingle().Which.Should().Contain("has no certificate in PEM");
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
