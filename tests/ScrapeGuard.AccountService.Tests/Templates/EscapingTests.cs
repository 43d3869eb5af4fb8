using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.WebUtilities;
using ScrapeGuard.AccountService.Options;
using ScrapeGuard.AccountService.Templates;
using ScrapeGuard.Actions.Accounts;
using ScrapeGuard.Actions.Effects;

namespace ScrapeGuard.AccountService.Tests.Templates;

/// <summary>
/// No name of an account gets out of the place where a template has it, nor is taken for another one.
/// </summary>
public sealed class EscapingTests
{
    private static readonly string[] Hostile =
    [
        "a/b", "a%2Fb", "a%252Fb", "..", "../admin", "./.", "a?b=c", "a#b", "a&account=bob", "a;b", "a\\b", "a b", "+",
        "a\"b", "a\\\"b", "\",\"account\":\"bob", "a\nb", "a\r\nX-Evil: 1", "\0", "{account}", "{{", "ä", "名前", "👩‍🚀",
        "\u202Eevil", "'", "<script>", "%", "%zz", "a\u0301", new string('x', 128), new string('ä', 64), "@", ":", "$&",
    ];

    private static readonly CompiledCall Everywhere = new(
        "http://accounts/api",
        new CallTemplate
        {
            Url = "/u/{account}/suspend?who={account}&why={reason}",
            Headers = new CallTemplate().Headers.Add("X-Account", "id {account};"),
            Body = """{"id":"{account}","text":"<{account}|{reason}>","list":["{account}",7,null]}""",
        },
        new Dictionary<string, string>());

    [TestCaseSource(nameof(Hostile))]
    public void Request_HostileName_StaysInItsPlace(string account) => Check(account);

    [Test]
    public void Request_AnyName_StaysInItsPlace() =>
        Prop.ForAll<NonEmptyString>(text => Check(WellFormed(text.Get))).QuickCheckThrowOnFailure();

    [Test]
    public void Request_AnyMixOfHostileNames_StaysInItsPlace()
    {
        var names = Gen.Elements(Hostile).ListOf().Select(parts => string.Concat(parts))
            .Where(name => name.Length > 0);
        Prop.ForAll(names.ToArbitrary(), Check).QuickCheckThrowOnFailure();
    }

    [Test]
    public void Request_TwoNames_NeverMakeTheSameRequest()
    {
        var requests = Hostile.Where(name => name is not (".." or "."))
            .Select(name => (name, request: Everywhere.Request(ValuesOf(name))))
            .Where(made => made.request is not null)
            .ToList();

        requests.Select(made => made.request!.RequestUri!.AbsoluteUri).Should().OnlyHaveUniqueItems();
        requests.Should().HaveCount(Hostile.Length - 1);
        requests.ForEach(made => made.request!.Dispose());
    }

    private static void Check(string account)
    {
        using var request = Everywhere.Request(ValuesOf(account));
        if (account is ".." or ".")
        {
            request.Should().BeNull("a path would take it for a step");
            return;
        }

        var uri = request!.RequestUri!;
        uri.Authority.Should().Be("accounts");
        uri.Fragment.Should().BeEmpty();
        var path = uri.AbsolutePath.Split('/');
        path.Should().HaveCount(5).And.StartWith(["", "api", "u"]).And.EndWith("suspend");
        Uri.UnescapeDataString(path[3]).Should().Be(account);
        var query = QueryHelpers.ParseQuery(uri.Query);
        query.Should().HaveCount(2);
        query["who"].ToString().Should().Be(account);

        var header = request.Headers.GetValues("X-Account").Should().ContainSingle().Subject;
        header.Should().MatchRegex("^id [!-~]+;$");
        Uri.UnescapeDataString(header[3..^1]).Should().Be(account);
        request.Headers.Should().ContainSingle();

        using var body = JsonDocument.Parse(Everywhere.Body(ValuesOf(account)));
        var root = body.RootElement;
        root.EnumerateObject().Select(member => member.Name).Should().Equal("id", "text", "list");
        root.GetProperty("id").GetString().Should().Be(account);
        root.GetProperty("text").GetString().Should().Be($"<{account}|so \"why\">");
        root.GetProperty("list")[0].GetString().Should().Be(account);
        root.GetProperty("list")[1].GetInt32().Should().Be(7);
    }

    private static TemplateValues ValuesOf(string account) =>
        new(account, new AccountCall(new string('0', 32), account, EffectKind.Suspend, "so \"why\"", null, null));

    private static string WellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
