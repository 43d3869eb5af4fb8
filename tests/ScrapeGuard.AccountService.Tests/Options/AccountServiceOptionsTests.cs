using System.Collections.Immutable;
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
                Method = "SUSPEND", Url = "v1/{accuont}", Body = "{]", Done = "2xx", NotDone = "404", Refused = "404",
                Answer = "state", DoneWords = " ",
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
            Headers = Good.Headers.Add("X Bad", "a").Add("Host", "b").Add("X-Line", "a\r\nb").Add("X-Api-Key", "s3cret"),
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

    [TestCase("ACCOUNTSERVICE:suspend:url", "AccountService:Suspend:Url")]
    [TestCase("accountservice:headers:X-Team", "AccountService:Headers:X-Team")]
    [TestCase("AccountService:secretheaders:Authorization:file", "AccountService:SecretHeaders:Authorization:File")]
    [TestCase("AccountService:ASK:HEADERS:X-Team", "AccountService:Ask:Headers:X-Team")]
    [TestCase("AccountService:Breaker:MinAttempts", "AccountService:Breaker:MinAttempts")]
    [TestCase("AccountService:Suspnd:Url", null), TestCase("AccountService", null), TestCase("Kafka:Headers:X", null)]
    [TestCase("AccountService:Headers:", null), TestCase("AccountService:SecretHeaders:X:Value", null)]
    public void Find_Key_IsSpelledRight(string key, string? spelled) =>
        AccountServiceSettings.Find(key).Should().Be(spelled);

    [Test]
    public void Bind_EachKey_ReachesItsOption()
    {
        var mistakes = new List<string>();
        var options = AccountServiceSettings.Bind(
            new Dictionary<string, string>
            {
                ["AccountService:BaseUrl"] = "https://users.example",
                ["accountservice:suspend:method"] = "PUT",
                ["AccountService:Suspend:Url"] = "/users/{account}/status",
                ["AccountService:Suspend:Body"] = """{"status":"disabled"}""",
                ["AccountService:Suspend:Headers:X-Why"] = "{reason}",
                ["AccountService:Ask:Url"] = "/users/{account}",
                ["AccountService:Ask:Answer"] = "/status",
                ["AccountService:Ask:DoneWords"] = "disabled",
                ["AccountService:SecretHeaders:X-Token:Variable"] = "TOKEN",
                ["AccountService:SecretHeaders:X-Token:Prefix"] = "",
                ["AccountService:Headers:X-Team"] = "trust",
                ["AccountService:Breaker:FailureShare"] = "0.25",
                ["AccountService:MaxAttempts"] = "2",
            },
            mistakes);

        mistakes.Should().BeEmpty();
        options.Suspend.Should().BeEquivalentTo(new
        {
            Method = "PUT", Url = "/users/{account}/status", Body = """{"status":"disabled"}""", Answer = (string?)null,
        });
        options.Suspend.Headers.Keys.Should().Equal("Idempotency-Key", "X-Why");
        options.Ask.Should().BeEquivalentTo(new { Url = "/users/{account}", Answer = "/status", DoneWords = "disabled" });
        options.Restore.Answer.Should().Be("/state", "it is the reference service's still");
        options.SecretHeaders["x-token"].Should().Be(new SecretSource { Variable = "TOKEN", Prefix = "" });
        options.Headers["X-Team"].Should().Be("trust");
        options.Breaker.FailureShare.Should().Be(0.25);
        options.MaxAttempts.Should().Be(2);
    }

    [Test]
    public void Bind_EveryKeyOfTheList_IsKnownAndTaken()
    {
        foreach (var key in AccountServiceSettings.Keys)
        {
            var mistakes = new List<string>();

            AccountServiceSettings.Bind([KeyValuePair.Create(key, "7"), new("AccountService:BaseUrl", "http://a")], mistakes);

            AccountServiceSettings.Find(key).Should().Be(key);
            mistakes.Should().NotContain(line => line.Contains("is no setting") || line.Contains("must be a number"));
        }
    }

    [Test]
    public void Bind_UnknownKeyAndNoNumber_NamesBothWithoutAValueThatMayBeSecret()
    {
        var mistakes = new List<string>();

        AccountServiceSettings.Bind(
            ImmutableArray.Create(
                KeyValuePair.Create("AccountService:BaseUrl", "http://a"),
                KeyValuePair.Create("AccountService:Pasword", "hunter2"),
                KeyValuePair.Create("AccountService:MaxAttempts", "many")),
            mistakes);

        mistakes.Should().Equal(
            "AccountService:Pasword '(not shown)': is no setting of the account service",
            "AccountService:MaxAttempts 'many': must be a number");
    }
}
