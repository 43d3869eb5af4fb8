using ScrapeGuard.Core.Features;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Engine.Judging;
using ScrapeGuard.Engine.Tests.Streams;
using ScrapeGuard.Features;

namespace ScrapeGuard.Engine.Tests.Judging;

public sealed class PersonRulesTests
{
    private static readonly RuleOptions Off = TestPolicy.NoRules;

    private static readonly TestCaseData[] Limits =
    [
        Rule("rule.audio-tracks-1h", Feature.AudioTracks1h, Off with { MaxAudioTracksPerHour = 20 }, 0.95),
        Rule("rule.audio-tracks-24h", Feature.AudioTracks24h, Off with { MaxAudioTracksPerDay = 20 }, 0.95),
        Rule("rule.metadata-tracks-1h", Feature.MetadataTracks1h, Off with { MaxMetadataTracksPerHour = 20 }, 0.95),
        Rule("rule.metadata-tracks-24h", Feature.MetadataTracks24h, Off with { MaxMetadataTracksPerDay = 20 }, 0.95),
        Rule("rule.played-time-24h", Feature.PlayedSecondsPerSecond24h, Off with { MaxPlayedSecondsPerSecond = 20 },
            0.95),
    ];

    [TestCaseSource(nameof(Limits))]
    public void Apply_FromItsBoundOn_SpeaksWithItsScore(string code, Feature feature, object options, double score)
    {
        Apply((RuleOptions)options, (feature, 19.99f)).Should().BeEmpty();

        var atBound = Apply((RuleOptions)options, (feature, 20)).Should().ContainSingle().Subject;
        atBound.Should().Be(new Finding(code, 20, 20, atBound.Score));
        atBound.Score.Should().BeApproximately(score, 1e-12);

        // 1 - (1 - s) bound / value
        Apply((RuleOptions)options, (feature, 30)).Single().Score.Should()
            .BeApproximately(1 - ((1 - score) / 1.5), 1e-12);
    }

    [Test]
    public void Apply_AllBoundsZero_NeverSpeaks()
    {
        var vector = new float[FeatureSchema.Count];
        Array.Fill(vector, 1e9f);

        Apply(Off, vector, Busy(60), canaries: 0).Should().BeEmpty();
    }

    [Test]
    public void Apply_EverythingBroken_FitsTheRoomForFindings()
    {
        var vector = new float[FeatureSchema.Count];
        Array.Fill(vector, 1e9f);

        Apply(new RuleOptions(), vector, Busy(60), canaries: 9).Should().HaveCount(PersonRules.MaxFindings)
            .And.OnlyHaveUniqueItems(finding => finding.Code)
            .And.OnlyContain(finding => finding.Score > 0 && finding.Score < 1);
    }

    [TestCase(32f, 32.0)]
    [TestCase(33f, 33 * 0.65)]
    [TestCase(1_000f, 650.0)]
    public void Apply_EstimatedTracks_AreHeldAgainstTheirLowerBound(float value, double lower)
    {
        var finding = Apply(Off with { MaxAudioTracksPerDay = 1 }, (Feature.AudioTracks24h, value)).Single();
        finding.Value.Should().BeApproximately(lower, 1e-4);
    }

    [Test]
    public void Apply_EstimateJustOverTheBound_DoesNotSpeak() =>
        Apply(Off with { MaxAudioTracksPerDay = 700 }, (Feature.AudioTracks24h, 1_076)).Should().BeEmpty();

    [Test]
    public void Apply_ExactPlayedTime_KeepsItsValue() =>
        Apply(Off with { MaxPlayedSecondsPerSecond = 8 }, (Feature.PlayedSecondsPerSecond24h, 40))
            .Single().Value.Should().Be(40);

    [TestCase(30f, 30f, 1)]
    [TestCase(30f, 29f, 0)]
    public void Apply_AudioWithoutPlays_SpeaksOnlyWhenNothingWasPlayed(float audio, float unplayed, int expected) =>
        Apply(Off with { MaxAudioTracksWithoutPlaysPerDay = 20 },
                (Feature.AudioTracks24h, audio), (Feature.AudioWithoutPlays24h, unplayed))
            .Should().HaveCount(expected);

    [TestCase(45, 0)]
    [TestCase(46, 1)]
    [TestCase(60, 1)]
    public void Apply_ActiveHoursOfTwoDays_SpeaksFromTheBoundOn(int hours, int expected)
    {
        var findings = Apply(Off with { MaxActiveHoursPerDay = 23 }, new float[FeatureSchema.Count], Busy(hours), 0);

        findings.Select(finding => finding.Code).Should().Equal(Enumerable.Repeat("rule.no-rest-48h", expected));
    }

    [TestCase(0f, 0.0)]
    [TestCase(1f, 0.85)]
    [TestCase(2f, 0.95)]
    public void Apply_Canaries_CountFromTheFirst(float canaries, double score) =>
        Apply(Off, new float[FeatureSchema.Count], default, canaries).Select(finding => finding.Score)
            .DefaultIfEmpty(0).Should().Equal(score);

    private static TestCaseData Rule(string code, Feature feature, RuleOptions options, double score) =>
        new TestCaseData(code, feature, options, score).SetArgDisplayNames(code);

    private static Finding[] Apply(RuleOptions options, params (Feature Feature, float Value)[] values)
    {
        var vector = new float[FeatureSchema.Count];
        foreach (var (feature, value) in values)
        {
            vector[(int)feature] = value;
        }

        return Apply(options, vector, default, canaries: 0);
    }

    private static Finding[] Apply(RuleOptions options, float[] vector, in AccountFeatures account, float canaries)
    {
        var findings = new Finding[PersonRules.MaxFindings];
        var count = new PersonRules(options).Apply(account, vector, canaries, findings);
        return findings[..count];
    }

    /// <summary>An account with an event in each of so many hours.</summary>
    private static AccountFeatures Busy(int hours)
    {
        var account = default(AccountFeatures);
        for (var hour = 0; hour < hours; hour++)
        {
            var e = StreamEvent.Batch(StreamEvent.At(hour * 3_600, "a", Core.Events.Operation.Other))[0];
            account.Update(e, -1, [], 0, new());
        }

        return account;
    }
}
