using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ScrapeGuard.Actions.Safeguards;
using ScrapeGuard.Actions.Safeguards.Alerts;
using ScrapeGuard.Core.Decisions;

namespace ScrapeGuard.Actions.Tests.Safeguards;

public sealed partial class AlertTests
{
    private static SafeguardEvent Failed => Told.Suspended with
    {
        What = SafeguardWhat.EffectFailed,
        Reason = "503 eight times",
        Decision = Told.Decision(Verdict.Suspend),
    };

    [Test]
    public void ChatAlert_GuardTripped_IsTheGoldenFile() =>
        GoldenFile.ShouldHold("alert-guard-tripped.json", Encoding.UTF8.GetString(ChatAlert.ToBytes(Told.Tripped)));

    [Test]
    public void ChatAlert_EffectFailed_IsTheGoldenFile() =>
        GoldenFile.ShouldHold("alert-effect-failed.json", Encoding.UTF8.GetString(ChatAlert.ToBytes(Failed)));

    [Test]
    public void CefAlert_GuardTripped_IsTheGoldenFile() =>
        GoldenFile.ShouldHold("alert-guard-tripped.cef", CefAlert.Line(Told.Tripped, Told.Options));

    [Test]
    public void CefAlert_EffectFailed_IsTheGoldenFile() =>
        GoldenFile.ShouldHold("alert-effect-failed.cef", CefAlert.Line(Failed, Told.Options));

    [Test]
    public void Calls_OfAllEvents_OnlyTrippedAndFailed() =>
        Told.Many().Where(SafeguardAlert.Calls).Select(told => told.What).Distinct(StringComparer.Ordinal)
            .Should().BeEquivalentTo("guard.tripped", "effect.failed");

    [Test]
    public void ChatAlert_HostileName_CallsNobodyAndHidesNothing()
    {
        foreach (var name in Told.HostileNames)
        {
            var told = Failed with { Account = name, Reason = name };
            var alert = JsonDocument.Parse(ChatAlert.ToBytes(told)).RootElement;
            var attachment = alert.GetProperty("attachments")[0];
            var texts = attachment.GetProperty("fields").EnumerateArray()
                .Select(f => f.GetProperty("value").GetString()!)
                .Append(attachment.GetProperty("text").GetString()!).Append(alert.GetProperty("text").GetString()!);
            texts.Should().OnlyContain(text => !Markup().IsMatch(text) && !Hiding().IsMatch(text));
        }
    }

    [Test]
    public void CefAlert_HostileName_ReadsBackAsItWas()
    {
        foreach (var name in Told.HostileNames.Where(n => !Hiding().IsMatch(n) && !n.Contains('\uFFFE')))
        {
            var line = CefAlert.Line(Failed with { Account = name, Reason = name }, Told.Options);
            var (header, extension) = Read(line);
            header.Should().HaveCount(7).And.StartWith("CEF:0");
            extension["suser"].Should().Be(name);
            extension["reason"].Should().Be(name);
            extension["externalId"].Should().Be(Failed.Id);
        }
    }

    [Test]
    public void CefAlert_LineBreaksAndPipes_StayOnOneLine()
    {
        var told = Failed with { What = "odd|what\\", Account = "a\nCEF:0|x\r\u2028b" };
        var line = CefAlert.Line(told, Told.Options with { ProductVersion = "1|2" });
        line.Should().NotContainAny("\n", "\r", "\u2028");
        Read(line).Header[3].Should().Be("1|2");
        Read(line).Header[4].Should().Be("odd|what\\");
        Read(line).Extension["suser"].Should().Be("a\uFFFDCEF:0|x\uFFFD\uFFFDb");
    }

    [Test]
    public void ChatAlert_EndlessReason_IsCut()
    {
        ChatAlert.ToBytes(Failed with { Reason = new string('x', 1_000_000) }).Length.Should().BeLessThan(8192);
        var cut = Failed with { Reason = string.Concat(Enumerable.Repeat("😀", 2000)) };
        var text = JsonDocument.Parse(ChatAlert.ToBytes(cut)).RootElement.GetProperty("attachments")[0]
            .GetProperty("text");
        text.GetString().Should().EndWith("😀…").And.NotContain("\uFFFD").And.HaveLength(1023);
        CefAlert.Line(cut, Told.Options).Length.Should().BeLessThan(4096);
    }

    /// <summary>A reader of CEF, by character: bars that no backslash guards part the header, a key is what stands
    /// before an equals sign that none guards.</summary>
    private static (List<string> Header, Dictionary<string, string> Extension) Read(string line)
    {
        var parts = Bar().Split(line);
        var header = parts.Take(7).Select(p => p.Replace("\\|", "|").Replace("\\\\", "\\")).ToList();
        var extension = string.Join('|', parts.Skip(7));
        var keys = Key().Matches(extension);
        var values = keys.Select((key, i) => (Name: key.Groups[1].Value, Text: extension[
            (key.Index + key.Length)..(i + 1 < keys.Count ? keys[i + 1].Index : extension.Length)]));
        return (header, values.ToDictionary(
            v => v.Name, v => v.Text.Replace("\\=", "=").Replace("\\\\", "\\"), StringComparer.Ordinal));
    }

    [GeneratedRegex(@"(?<=(?<!\\)(?:\\\\)*)\|")]
    private static partial Regex Bar();

    [GeneratedRegex(@"(?:^| )([A-Za-z0-9]+)=")]
    private static partial Regex Key();

    [GeneratedRegex("<|>|&(?!amp;|lt;|gt;)")]
    private static partial Regex Markup();

    [GeneratedRegex(@"[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]")]
    private static partial Regex Hiding();
}
