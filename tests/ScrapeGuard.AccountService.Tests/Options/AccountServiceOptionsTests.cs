using ScrapeGuard.AccountService.Options;
using ScrapeGuard.AccountService.Secrets;

namespace ScrapeGuard.AccountService.Tests.Options;

public sealed class AccountServiceOptionsTests
{
    private static readonly AccountServiceOptions Good = new() { BaseUrl = "http://accounts:8089" };

    [Test]
    public void Validate_BaseUrlAlone_IsEnough() => Good.Validate().Should().BeEmpty();

    [TestCase("https://accounts.example/api/v2"), TestCase("http://[::1]:80/"), TestCase("HTTP://Accounts")]
    public void Validate_GoodBaseUrl_HasNoMistake(string url) =>
        (Good with { BaseUrl = url }).Validate().Should().BeEmpty();

    [TestCase(""), TestCase("accounts:8089"), TestCase("ftp://accounts"), TestCase("http://accounts/?a=b")]
    [TestCase("http://accounts/a b"), TestCase("http://accounts/../x"), TestCase("http://accounts/#x")]
    public void Validate_BadBaseUrl_NamesKeyAndValue(string url) =>
        (Good with { BaseUrl = url }).Validate().Should().ContainSingle()
            .Which.Should().StartWith($"AccountService:BaseUrl '{url}': must be ");

    [Test]
    public void Validate_PasswordInTheBaseUrl_IsNotShown()
    {
        var mistakes = (Good with { BaseUrl = "http://scrapeguard:hunter2@accounts" }).Validate();

        mistakes.Should().ContainSingle().Which.Should().Contain("BaseUrl").And.NotContain("hunter2");
    }

    [Test]
    public void Validate_ManyMistakes_NamesEach()
    {
        var options = new AccountServiceOptions
        {
            BaseUrl = "nowhere",
            MaxAttempts = 0,
            AttemptTimeoutMilliseconds = 49,
            MaxRetryDelayMilliseconds = 100,
            MaxRetryAfterSeconds = 86_401,
            MaxConcurrentCalls = 1_025,
            MaxWaitingCalls = -1,
            MaxResponseBytes = 1,
            Breaker = new BreakerOptions { FailureShare = double.NaN, SamplingSeconds = 0, MinAttempts = 1 },
            Suspend = new CallTemplate
            {
                Method = "SUSPEND",
                Url = "v1/{accuont}",
                Body = "{]",
                Done = "2xx",
                NotDone = "404",
                Refused = "404",
                Answer = "state",
                DoneWords = " ",
            },
            Ask = new CallTemplate { Method = "GET", Url = "//elsewhere/{key}", Body = "{}", Done = "" },
            Profile = new CallTemplate { Method = "GET", Url = "/all" },
            ProfileMembers = new ProfileMembers { Plan = "plan", Created = "/a~" },
        };

        var keys = options.Validate().Select(mistake => mistake[..mistake.IndexOf(" '", StringComparison.Ordinal)]);

        keys.Select(key => key["AccountService:".Length..]).Should().BeEquivalentTo(
            "BaseUrl", "MaxAttempts", "AttemptTimeoutMilliseconds", "RetryDelayMilliseconds", "MaxRetryAfterSeconds",
            "MaxConcurrentCalls", "MaxWaitingCalls", "MaxResponseBytes", "Breaker:FailureShare",
            "Breaker:SamplingSeconds", "Breaker:MinAttempts", "Suspend:Method", "Suspend:Url", "Suspend:Body",
            "Suspend:Done", "Suspend:Refused", "Suspend:Answer", "Suspend:DoneWords", "Suspend:Url", "Ask:Url",
            "Ask:Body", "Ask:Done", "Profile:Url", "ProfileMembers:Plan", "ProfileMembers:Created");
    }

    [TestCase("/x/{account", "a brace stands alone"), TestCase("/x/account}", "a brace stands alone")]
    [TestCase("/x/{}", "{} is no placeholder"), TestCase("/x/{Account}", "{Account} is no placeholder")]
    [TestCase("/{account}#x", "visible ASCII"), TestCase("/{account} x", "visible ASCII")]
    [TestCase("/ä/{account}", "visible ASCII")]
    public void Validate_BadUrlTemplate_SaysWhy(string url, string why) =>
        (Good with { Suspend = Good.Suspend with { Url = url } }).Validate().Should().ContainSingle()
            .Which.Should().StartWith($"AccountService:Suspend:Url '{url}': ").And.Contain(why);

    [Test]
    public void Validate_CallAboutNobody_IsAMistake()
    {
        var options = Good with { Suspend = new CallTemplate { Url = "/v1/suspend", Body = """{"who":"all"}""" } };

        options.Validate().Should().ContainSingle().Which.Should().Contain("must name {account}");
    }

    [TestCase("""{"{account}":1}""", "has a brace"), TestCase("""{"a":"{"}""", "stands alone")]
    [TestCase("""{"a":"{account}" """, "is no JSON: line 1")]
    public void Validate_BadBody_SaysWhy(string body, string why) =>
        (Good with { Suspend = Good.Suspend with { Body = body, Url = "/{account}" } }).Validate()
            .Should().ContainSingle().Which.Should().StartWith("AccountService:Suspend:Body '").And.Contain(why);

    [Test]
    public void Validate_Headers_NamesEachMistake()
    {
        var options = Good with
        {
            Headers = Good.Headers.Add("X Bad", "a").Add("Host", "b").Add("X-Line", "a\r\nb")
                .Add("X-Api-Key", "s3cret"),
            SecretHeaders = Good.SecretHeaders
                .Add("Authorization", new SecretSource())
                .Add("Content-Length", new SecretSource { File = "f" })
                .Add("X-Both", new SecretSource { File = "f", Variable = "V", Prefix = "\n" }),
        };

        var mistakes = options.Validate();

        mistakes.Should().HaveCount(8);
        mistakes.Should().Contain(line => line.StartsWith("AccountService:Headers:X-Api-Key '(not shown)'"));
        string.Join('\n', mistakes).Should().NotContain("s3cret");
    }
}
