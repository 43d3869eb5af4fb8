using System.Text;
using ScrapeGuard.AccountService.Templates;
using ScrapeGuard.Actions.Accounts;
using ScrapeGuard.Actions.Effects;

namespace ScrapeGuard.AccountService.Tests.Templates;

public sealed class TemplateTests
{
    private static readonly AccountCall Full =
        new("k", "anna", EffectKind.Challenge, "why", 1_770_000_000_500_000, "c-1");

    [TestCase("plain", "plain"), TestCase("", ""), TestCase("{{{account}}}", "{anna}"), TestCase("}}{{", "}{")]
    [TestCase("{key}/{kind}/{reason}/{until}/{untilSeconds}/{campaign}",
        "k/challenge/why/2026-02-02T02:40:00.500Z/1770000000/c-1")]
    public void Render_Template_PutsValuesIn(string template, string expected) =>
        TextTemplate.Parse(template, out _)!.Render(new TemplateValues("anna", Full), static value => value)
            .Should().Be(expected);

    [Test]
    public void Render_NoValue_LeavesItOut() =>
        TextTemplate.Parse("<{until}{campaign}{key}>", out _)!
            .Render(new TemplateValues("anna", Call: null), static value => value).Should().Be("<>");

    [Test]
    public void RenderJson_MembersWithoutAValue_AreLeftOut()
    {
        const string Template = """
            {"a":"{account}","until":"{until}","seconds":"{untilSeconds}","c":["{campaign}","{account}"],
             "mixed":"c={campaign}","plain":"","deep":{"c":"{campaign}"},"n":1.50,"t":true,"x":null}
            """;
        var template = JsonTemplate.Parse(Template, out _)!;

        Json(template, Full with { UntilMicros = null, Campaign = null }).Should().Be(
            """{"a":"anna","c":["anna"],"mixed":"c=","plain":"","deep":{},"n":1.50,"t":true,"x":null}""");
        Json(template, Full).Should().Be(
            """{"a":"anna","until":"2026-02-02T02:40:00.500Z","seconds":1770000000,"c":["c-1","anna"],"""
            + """ "mixed":"c=c-1","plain":"","deep":{"c":"c-1"},"n":1.50,"t":true,"x":null}""".TrimStart());
    }

    [TestCase("200", 200, true), TestCase("200", 201, false), TestCase("200-204, 410", 204, true)]
    [TestCase("200-204,410", 410, true), TestCase("200-204,410", 205, false), TestCase("", 200, false)]
    public void Contains_Set_HoldsItsStatuses(string set, int status, bool holds) =>
        StatusSet.Parse(set)!.Contains(status).Should().Be(holds);

    [TestCase("2xx"), TestCase("100"), TestCase("600"), TestCase("204-200"), TestCase("-200"), TestCase("200-")]
    public void Parse_NoStatuses_IsNull(string set) => StatusSet.Parse(set).Should().BeNull();

    // The examples of RFC 6901, section 5.
    [TestCase("", null), TestCase("/foo/0", "bar"), TestCase("/", "0"), TestCase("/a~1b", "1"), TestCase("/c%d", "2")]
    [TestCase("/e^f", "3"), TestCase("/g|h", "4"), TestCase("/i\\j", "5"), TestCase("/k\"l", "6"), TestCase("/ ", "7")]
    [TestCase("/m~0n", "8"), TestCase("/foo/2", null), TestCase("/foo/-", null), TestCase("/none", null)]
    [TestCase("/foo/0/x", null)]
    public void Find_Pointer_IsWhatTheRfcSays(string pointer, string? expected)
    {
        const string Document =
            """{"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\j":5,"k\"l":6," ":7,"m~n":8}""";
        using var document = System.Text.Json.JsonDocument.Parse(Document);

        var found = JsonPointer.Parse(pointer)!.Find(document.RootElement);

        (found is { ValueKind: not System.Text.Json.JsonValueKind.Object } ? found.ToString() : null)
            .Should().Be(expected);
    }

    [TestCase("a"), TestCase("/~"), TestCase("/~2"), TestCase("/a~~01")]
    public void Parse_NoPointer_IsNull(string pointer) => JsonPointer.Parse(pointer).Should().BeNull();

    private static string Json(JsonTemplate template, AccountCall call) =>
        Encoding.UTF8.GetString(template.Render(new TemplateValues("anna", call)).Span);
}
