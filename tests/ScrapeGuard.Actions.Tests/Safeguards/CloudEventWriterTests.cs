using System.Text;
using System.Text.Json;
using ScrapeGuard.Actions.Safeguards;
using ScrapeGuard.Actions.Safeguards.CloudEvents;

namespace ScrapeGuard.Actions.Tests.Safeguards;

public sealed class CloudEventWriterTests
{
    [Test]
    public void Write_SuspensionDone_IsTheGoldenFile() =>
        GoldenFile.ShouldHold("effect-done-suspend.json", Told.Text(Told.Suspended));

    [Test]
    public void Write_RestoredByAPerson_IsTheGoldenFile() =>
        GoldenFile.ShouldHold("effect-done-restore.json", Told.Text(Told.Restored));

    [Test]
    public void Write_GuardTrippedWithoutAccount_IsTheGoldenFile() =>
        GoldenFile.ShouldHold("guard-tripped.json", Told.Text(Told.Tripped));

    [Test]
    public void Write_EveryKindOfEvent_KeepsTheRulesOfCloudEvents()
    {
        foreach (var told in Told.Many())
        {
            CloudEventRules.Offences(Told.Parse(told)).Should().BeEmpty($"of {Told.Text(told)}");
        }
    }

    [Test]
    public void Offences_BrokenEvent_AreFound()
    {
        var broken = JsonDocument.Parse(
            """{"specversion":"1.1","id":"","source":"a b","type":"x","time":"now","Odd":"1"}""");
        CloudEventRules.Offences(broken.RootElement).Should().HaveCount(7);
    }

    [Test]
    public void Write_TheSameTwice_IsTheSameBytes()
    {
        foreach (var told in Told.Many())
        {
            var copy = told with { Decision = told.Decision is { } decision ? decision with { } : null };
            var again = CloudEventWriter.ToBytes(copy, Told.Options);
            again.Should().Equal(CloudEventWriter.ToBytes(told, Told.Options));
        }
    }

    [Test]
    public void Write_HostileName_StandsUnchangedInTheUser()
    {
        foreach (var name in Told.HostileNames)
        {
            var told = Told.Parse(Told.Suspended with { Account = name });
            told.GetProperty("data").GetProperty("evidences")[0].GetProperty("actor").GetProperty("user")
                .GetProperty("uid").GetString().Should().Be(name);
        }
    }

    [Test]
    public void Subject_HostileName_DecodesToTheName()
    {
        foreach (var name in Told.HostileNames.Append("plain"))
        {
            Uri.UnescapeDataString(CloudEventSubject.Of(name)).Should().Be(name);
        }

        CloudEventSubject.Of("50% 長\u0085").Should().Be("50%25 長%C2%85");
    }

    [Test]
    public void Subject_AnyTwoNames_DifferWhereTheNamesDo()
    {
        var names = Told.HostileNames.Concat(["nul%00", "nul\0", "nul%2500", "%", "%25"]).ToList();
        names.Select(CloudEventSubject.Of).Should().OnlyHaveUniqueItems();
    }

    [Test]
    public void Subject_LoneSurrogate_IsReplaced() =>
        CloudEventSubject.Of("a\uD800b").Should().Be("a\uFFFDb");

    [Test]
    public void KafkaHeaders_StructuredMode_SayTheMediaType() =>
        string.Join(';', CloudEventWriter.KafkaHeaders.Select(h => $"{h.Key}: {h.Value}"))
            .Should().Be("content-type: application/cloudevents+json");

    [Test]
    public void Validate_WrongSource_NamesKeyAndValue()
    {
        new SafeguardOptions().Validate().Should().BeEmpty();
        var mistakes = new SafeguardOptions { Source = "no uri", ProductVersion = "" }.Validate();
        mistakes.Should().HaveCount(2).And.ContainSingle(m => m.Contains("Safeguards:Source is 'no uri'"));
    }

    [Test]
    public void Write_EveryEvent_StaysSmall()
    {
        var longest = Told.Many().Max(told => Encoding.UTF8.GetByteCount(Told.Text(told)));
        longest.Should().BeLessThan(16 * 1024);
        Told.Text(Told.Suspended with { Reason = new string('x', 1_000_000) }).Length.Should().BeLessThan(16 * 1024);
    }
}
