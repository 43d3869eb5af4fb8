using ScrapeGuard.Console.Hosting;
using ScrapeGuard.Console.SignIn;

namespace ScrapeGuard.Console.Tests.SignIn;

public sealed class ConsoleOptionsTests
{
    [TestCase("http://127.0.0.1:0")]
    [TestCase("http://localhost:8090")]
    [TestCase("http://[::1]:8090")]
    public void Validate_LoopbackWithoutSignIn_IsRight(string url) =>
        new ConsoleOptions { Urls = [url] }.Validate().Should().BeEmpty();

    [TestCase("http://*:8090")]
    [TestCase("http://0.0.0.0:8090")]
    [TestCase("http://192.0.2.1:8090")]
    [TestCase("http://[::]:8090")]
    public void Validate_OpenWithoutSignIn_NamesTheSettings(string url)
    {
        var mistake = new ConsoleOptions { Urls = [url] }.Validate().Should().ContainSingle().Subject;

        mistake.Should().StartWith($"Http:Urls '{url}': ").And.Contain("Console:Keys").And.Contain("Console:Oidc");
    }

    [Test]
    public void Validate_OpenWithAKey_IsRight() =>
        new ConsoleOptions
        {
            Urls = ["http://*:8090"],
            Keys = [new HashedKey("ops", Role.Viewer, HashedKey.Parse(HashedKey.TextOf(HashedKey.NewKey())))],
        }.Validate().Should().BeEmpty();

    [TestCase("https://127.0.0.1:1")]
    [TestCase("http://console.example:80")]
    [TestCase("http://127.1:80")]
    [TestCase("http://127.0.0.1")]
    [TestCase("http://localhost:0")]
    public void Validate_NoPlaceToListen_IsNamed(string url) =>
        new ConsoleOptions { Urls = [url] }.Validate().Should().ContainSingle()
            .Which.Should().StartWith($"Http:Urls '{url}': must be");

    [TestCase("sha256:")]
    [TestCase("md5:00")]
    [TestCase("sha256:zz")]
    [TestCase("plain text")]
    public void Parse_HashThatIsNone_IsNull(string text) => HashedKey.Parse(text).Should().BeNull();
}
