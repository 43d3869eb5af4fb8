using ScrapeGuard.Cli.Commands;
using ScrapeGuard.Cli.Services;
using ScrapeGuard.Cli.Tests.Commands;
using ScrapeGuard.Console.SignIn;

namespace ScrapeGuard.Cli.Tests.Services;

public sealed class ConsoleCommandTests
{
    private const string Issuer = "https://issuer.example";
    private CommandTrial _trial = null!;

    [SetUp]
    public void Open() => _trial = new CommandTrial();

    [TearDown]
    public void Close() => _trial.Dispose();

    [Test]
    public void Key_OfAName_IsPrintedWithTheSettingsThatHoldIt()
    {
        var ended = _trial.Run("console", "key", "ops-1", "--role", "analyst");

        ended.Code.Should().Be(ExitCode.Done);
        var key = ended.Out.Trim();
        ended.Error.Should().NotContain(key, "what is kept is the hash");
        ended.ErrorLines.Should().Contain(line => line.Trim() == $"Console:Keys:ops-1:Hash = {HashedKey.TextOf(key)}")
            .And.Contain(line => line.Trim() == "Console:Keys:ops-1:Role = analyst");
        Bind(
            ("Console:Keys:ops-1:Hash", HashedKey.TextOf(key)), ("Console:Keys:ops-1:Role", "analyst")).Errors
            .Should().BeEmpty();
    }

    [TestCase("OPS", "viewer")]
    [TestCase("a b", "viewer")]
    [TestCase("ops", "root")]
    public void Key_WrongNameOrRole_IsRefused(string name, string role) =>
        _trial.Run("console", "key", name, "--role", role).Code.Should().Be(ExitCode.WrongArguments);

    [Test]
    public void Run_OpenToOthersWithoutSignIn_IsRefusedNamingTheSettings()
    {
        var ended = _trial.Run("console", "--bootstrap-servers", "a:1", "--urls", "http://*:8090");

        ended.Code.Should().Be(ExitCode.WrongArguments);
        ended.ErrorLines.Should().Contain(line => line.Contains("http://*:8090") && line.Contains("Console:Keys"))
            .And.Contain(line => line.StartsWith("Database:ConnectionString: is missing"));
    }

    [Test]
    public void Bind_Nothing_ListensOnThisMachineOnly()
    {
        var (settings, errors) = Bind();

        errors.Should().BeEmpty();
        settings.Options.Urls.Should().Equal(ConsoleSettings.DefaultUrl);
        settings.Options.HasSignIn.Should().BeFalse();
        settings.Options.Validate().Should().BeEmpty();
    }

    [Test]
    public void Bind_Everything_IsTaken()
    {
        var hash = HashedKey.TextOf(HashedKey.NewKey());

        var (settings, errors) = Bind(
            ("Console:AllowedHosts", "console.example; 192.0.2.1"), ("Console:SessionMinutes", "30"),
            ("Console:Proxies", "10.0.0.0/8; fd00::1"),
            ("Console:MaxAccounts", "500"), ("Console:RecentEvents", "0"), ("Console:Keys:eve:Hash", hash),
            ("Console:Keys:eve:Role", "admin"), ("Console:Oidc:Issuer", Issuer), ("Console:Oidc:Audience", "sg"),
            ("Console:Oidc:RolePrefix", ""));

        errors.Should().BeEmpty();
        settings.Options.AllowedHosts.Should().Equal("console.example", "192.0.2.1");
        settings.Options.Proxies.Select(proxy => proxy.ToString()).Should().Equal("10.0.0.0/8", "fd00::1/128");
        settings.Options.SessionFor.Should().Be(TimeSpan.FromMinutes(30));
        settings.Options.Keys.Should().ContainSingle()
            .Which.Should().BeEquivalentTo(new { Name = "eve", Role = Role.Admin });
        settings.Options.Oidc!.RolePrefix.Should().BeEmpty();
        (settings.Traffic.MaxAccounts, settings.Traffic.MaxRecentEvents).Should().Be((500, 0));
    }

    [TestCase("Console:Keys:eve:Role", "viewer", "Console:Keys:eve:Hash: is missing")]
    [TestCase("Console:Oidc:Issuer", Issuer, "Console:Oidc:Audience: is missing")]
    [TestCase("Console:SessionMinutes", "0", "must be 1 to")]
    [TestCase("Console:AllowedHosts", "a b", "must be names of hosts")]
    [TestCase("Console:Proxies", "10.0.0.0/33", "must be addresses or networks")]
    [TestCase("Console:Proxies", "proxy.example", "must be addresses or networks")]
    [TestCase("Console:MaxAccounts", "7", "must be 100 to")]
    public void Bind_Wrong_NamesIt(string key, string value, string expected) =>
        Bind((key, value)).Errors.Should().ContainSingle().Which.Should().Contain(expected);

    [Test]
    public void Bind_WrongHash_IsNotShown()
    {
        var mistake = Bind(("Console:Keys:eve:Hash", "hunter2"), ("Console:Keys:eve:Role", "viewer")).Errors
            .Should().ContainSingle().Subject;

        mistake.Should().Contain("Console:Keys:eve:Hash").And.Contain("sha256:").And.NotContain("hunter2");
    }

    [TestCase("http://issuer.example")]
    [TestCase("issuer")]
    public void Bind_IssuerOverAPlainLine_IsRefused(string issuer) =>
        Bind(("Console:Oidc:Issuer", issuer), ("Console:Oidc:Audience", "sg")).Errors
            .Should().ContainSingle().Which.Should().Contain(issuer).And.Contain("https");

    private static (ConsoleSettings Settings, List<string> Errors) Bind(params (string Key, string Value)[] given)
    {
        var errors = new List<string>();
        var origin = new SettingOrigin(SettingSource.File, "test.json:1:1");
        var layers = new SettingsLayers(
            [given.Select(setting => new SettingEntry(setting.Key, setting.Value, origin))], errors);
        return (SettingsBinder.Bind(layers, errors).Console, errors);
    }
}
