using System.Text.Json;
using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Actions.Safeguards;
using ScrapeGuard.Core.Decisions;

namespace ScrapeGuard.Actions.Tests.Safeguards;

public sealed class DetectionFindingTests
{
    [Test]
    public void Write_EveryKindOfEvent_KeepsTheSchema()
    {
        foreach (var told in Told.Many())
        {
            DetectionFindingRules.Offences(Finding(told)).Should().BeEmpty($"of {Told.Text(told)}");
        }
    }

    [Test]
    public void Offences_BrokenFinding_AreFound()
    {
        var text = Finding(Told.Suspended).GetRawText()
            .Replace("\"severity_id\":4", "\"severity_id\":7", StringComparison.Ordinal)
            .Replace("\"is_alert\":", "\"is_alarm\":", StringComparison.Ordinal)
            .Replace("\"type_uid\":200402", "\"type_uid\":200401", StringComparison.Ordinal)
            .Replace("\"uid\":\"case-a-7\",", "", StringComparison.Ordinal);
        DetectionFindingRules.Offences(JsonDocument.Parse(text).RootElement).Should().HaveCount(4);
    }

    [TestCase(Verdict.Observe, 2)]
    [TestCase(Verdict.Throttle, 3)]
    [TestCase(Verdict.Challenge, 3)]
    [TestCase(Verdict.Suspend, 4)]
    [TestCase(Verdict.Restore, 1)]
    public void Severity_OfVerdict_RisesWithIt(Verdict verdict, int severity)
    {
        var told = Told.Suspended with { What = SafeguardWhat.CaseOpened, Decision = Told.Decision(verdict) };
        Finding(told).GetProperty("severity_id").GetInt32().Should().Be(severity);
    }

    [Test]
    public void Severity_PeopleMustLook_IsHighOrCritical()
    {
        Finding(Told.Tripped).GetProperty("severity_id").GetInt32().Should().Be(5);
        var decision = Told.Decision(Verdict.Throttle);
        var failed = Told.Suspended with { What = SafeguardWhat.EffectFailed, Decision = decision };
        Finding(failed).GetProperty("severity_id").GetInt32().Should().Be(4);
        Finding(failed).GetProperty("is_alert").GetBoolean().Should().BeTrue();
    }

    [TestCase(SafeguardWhat.EffectDone, EffectKind.Throttle, 4, 14)]
    [TestCase(SafeguardWhat.EffectDone, EffectKind.Challenge, 4, 23)]
    [TestCase(SafeguardWhat.EffectDone, EffectKind.Suspend, 2, 24)]
    [TestCase(SafeguardWhat.EffectDone, EffectKind.Restore, 4, 9)]
    [TestCase(SafeguardWhat.EffectHeld, EffectKind.Suspend, 3, 19)]
    [TestCase(SafeguardWhat.EffectShadowed, EffectKind.Suspend, 3, 17)]
    [TestCase(SafeguardWhat.EffectFailed, EffectKind.Suspend, 0, 27)]
    public void Disposition_OfEffect_SaysWhatBecameOfIt(string what, EffectKind effect, int action, int disposition)
    {
        var finding = Finding(Told.Suspended with { What = what, Effect = effect });
        finding.GetProperty("action_id").GetInt32().Should().Be(action);
        finding.GetProperty("disposition_id").GetInt32().Should().Be(disposition);
    }

    [Test]
    public void Tags_Campaign_AreThoseOfManyAccounts()
    {
        Threats(Told.Suspended).Should().Equal(
            "OAT-011 Scraping", "OAT-019 Account Creation", "OAT-020 Account Aggregation");
        Threats(Told.Restored).Should().Equal("OAT-011 Scraping");
    }

    [Test]
    public void Attacks_AudioServed_NameTheStoreToo()
    {
        Techniques(Told.Suspended).Should().Equal("T1078", "T1119", "T1530");
        var metadata = Told.Decision(Verdict.Suspend) with { Exposure = new(10, 0, 10) };
        Techniques(Told.Suspended with { Decision = metadata }).Should().Equal("T1078", "T1119");
    }

    [Test]
    public void PolicyIsApplied_OnlyWhenDone_IsTrue()
    {
        Finding(Told.Suspended).GetProperty("policy").GetProperty("is_applied").GetBoolean().Should().BeTrue();
        Finding(Told.Suspended with { What = SafeguardWhat.EffectHeld })
            .GetProperty("policy").GetProperty("is_applied").GetBoolean().Should().BeFalse();
    }

    [Test]
    public void Evidence_Decision_StandsWhole()
    {
        var evidence = Finding(Told.Suspended).GetProperty("evidences")[0].GetProperty("data");
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        DecisionJson.Write(output, Told.Suspended.Decision!);
        evidence.GetRawText().Should().Be(System.Text.Encoding.UTF8.GetString(output.WrittenSpan));
    }

    private static JsonElement Finding(SafeguardEvent told) => Told.Parse(told).GetProperty("data");

    private static IEnumerable<string?> Threats(SafeguardEvent told) =>
        Finding(told).GetProperty("finding_info").GetProperty("tags")[0].GetProperty("values").EnumerateArray()
            .Select(v => v.GetString());

    private static IEnumerable<string?> Techniques(SafeguardEvent told) =>
        Finding(told).GetProperty("finding_info").GetProperty("attacks").EnumerateArray()
            .Select(a => a.GetProperty("technique").GetProperty("uid").GetString());
}
