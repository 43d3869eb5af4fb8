using System.Buffers;
using System.Text;
using System.Text.Json;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Core.Tests.Decisions;

public sealed class DecisionJsonTests
{
    private static readonly Decision Plain = new()
    {
        Id = "00112233445566778899aabbccddeeff",
        TimeMicros = 1_772_366_400_123_000,
        Account = "u1",
        Verdict = Verdict.Suspend,
        Score = 0.98765432,
        Reasons = [new Reason("rule.no-rest", 47.5, 24, 0.75), new Reason("feature.x", 1e-9, 1.0 / 3, 0.25)],
        Campaign = "c1",
        Exposure = new Exposure(12, 3, 4_000_000_000),
        Model = "m1",
        Policy = "default",
        Mode = PolicyMode.Enforce,
    };

    [Test]
    public void Write_Decision_IsTheContractsText() => Write(Plain).Should().Be(
        "{\"id\":\"00112233445566778899aabbccddeeff\",\"time\":\"2026-03-01T12:00:00.123Z\",\"account\":\"u1\","
        + "\"verdict\":\"suspend\",\"score\":0.987654,\"reasons\":["
        + "{\"code\":\"rule.no-rest\",\"value\":47.5,\"expected\":24,\"weight\":0.75},"
        + "{\"code\":\"feature.x\",\"value\":0,\"expected\":0.333333,\"weight\":0.25}],\"campaign\":\"c1\","
        + "\"exposure\":{\"tracks\":12,\"audioTracks\":3,\"bytes\":4000000000},"
        + "\"model\":\"m1\",\"policy\":\"default\",\"mode\":\"enforce\"}");

    [Test]
    public void Write_NoCampaignNoReasonsShadow_LeavesTheCampaignOut() =>
        Write(Plain with { Campaign = null, Reasons = [], Mode = PolicyMode.Shadow })
            .Should().Contain("\"reasons\":[],\"exposure\":").And.EndWith("\"mode\":\"shadow\"}");

    [TestCase("a\"b\\c\n\u0000")]
    [TestCase("</script><b>&'")]
    [TestCase("zoë 😀 \u2028")]
    [TestCase("{\"id\":\"x\"}")]
    public void Write_HostileAccount_IsOneLineAndReadBack(string account)
    {
        var text = Write(Plain with { Account = account });
        text.Should().NotContain("\n");
        using var document = JsonDocument.Parse(text);
        document.RootElement.GetProperty("account").GetString().Should().Be(account);
        document.RootElement.EnumerateObject().Should().HaveCount(11);
    }

    [Test]
    public void Write_HalfOfASurrogatePair_IsReplaced()
    {
        using var document = JsonDocument.Parse(Write(Plain with { Account = "a\ud800b" }));
        document.RootElement.GetProperty("account").GetString().Should().Be("a\ufffdb");
    }

    [TestCase(double.NaN, "0")]
    [TestCase(double.PositiveInfinity, "0")]
    [TestCase(double.NegativeInfinity, "0")]
    [TestCase(0.1 + 0.2, "0.3")]
    [TestCase(0.9999999, "1")]
    [TestCase(0.123456789, "0.123457")]
    [TestCase(-0.0000001, "0")]
    [TestCase(1.0, "1")]
    public void Write_Number_IsFiniteAndRounded(double score, string expected) =>
        Write(Plain with { Score = score }).Should().Contain($"\"score\":{expected},");

    [Test]
    public void Write_EqualDecisions_AreEqualBytes() =>
        Write(Plain with { Account = new string(['u', '1']) }).Should().Be(Write(Plain));

    private static string Write(Decision decision)
    {
        var output = new ArrayBufferWriter<byte>();
        DecisionJson.Write(output, decision);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
