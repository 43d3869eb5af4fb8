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

        Apply(new RuleOptions(), vector, Greedy(Busy(60)), canaries: 9).Should().HaveCount(PersonRules.MaxFindings)
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
        var vector = new float[FeatureSchema.Count];
        vector[(int)Feature.NewShare24h] = 0.8f;
        vector[(int)Feature.AudioTracks24h] = 770;
        var findings = Apply(Off with { MaxActiveHoursPerDay = 23 }, vector, Busy(hours), 0);

        findings.Select(finding => finding.Code).Should().Equal(Enumerable.Repeat("rule.no-rest-48h", expected));
    }

    /// <summary>
    /// A stream that is left on plays as much as the heaviest listener, and shows pages besides, most new to the
    /// account.
    /// </summary>
    [TestCase(0.8f, 600f, 1_000f)]
    [TestCase(0.1f, 6_000f, 0f)]
    [TestCase(0.9f, 200f, 3_800f)]
    public void Apply_ActiveWithoutRestButLittleNew_DoesNotSpeak(float newShare, float tracks, float entries)
    {
        var vector = new float[FeatureSchema.Count];
        vector[(int)Feature.NewShare24h] = newShare;
        vector[(int)Feature.AudioTracks24h] = tracks;
        vector[(int)Feature.MetadataTracks24h] = entries;
        Apply(Off with { MaxActiveHoursPerDay = 23 }, vector, Busy(60), 0).Should().BeEmpty();
    }

    [TestCase(Core.Events.Operation.Audio, "rule.unplayed-excess", 20, 0)]
    [TestCase(Core.Events.Operation.Audio, "rule.taken-excess", 0, 20)]
    [TestCase(Core.Events.Operation.Metadata, "rule.served-excess", 20, 20)]
    public void Apply_MoreTakenThanAPersonCanUse_SpeaksFromTheBoundOn(
        Core.Events.Operation operation, string code, int unplayed, int taken)
    {
        var options = Off with { MaxUnplayedExcess = unplayed, MaxTakenExcess = taken, MaxServedExcess = 20 };
        Apply(options, new float[FeatureSchema.Count], Take(default, operation, 19), 0).Should().BeEmpty();
        Apply(options, new float[FeatureSchema.Count], Take(default, operation, 22), 0)
            .Should().ContainSingle().Which.Code.Should().Be(code);
    }

    /// <summary>A report of each play pays for what is unplayed, and for nothing of what is taken.</summary>
    [TestCase(20, 19, 0)]
    [TestCase(20, 22, 1)]
    [TestCase(0, 500, 0)]
    public void Apply_MoreTakenThanAnybodyHearsAndAllReported_SpeaksFromItsBoundOn(int bound, int tracks, int expected)
    {
        var options = Off with { MaxUnplayedExcess = 45, MaxTakenExcess = bound };
        var account = Take(default, Core.Events.Operation.Audio, tracks, plays: true);

        Apply(options, new float[FeatureSchema.Count], account, 0).Select(finding => finding.Code).Should()
            .Equal(Enumerable.Repeat("rule.taken-excess", expected));
        PersonRules.IsOverBound(account, options).Should().Be(expected > 0);
    }

    [TestCase(0f, 0.0)]
    [TestCase(1f, 0.85)]
    [TestCase(2f, 0.95)]
    public void Apply_Canaries_CountFromTheFirst(float canaries, double score) =>
        Apply(Off, new float[FeatureSchema.Count], default, canaries).Select(finding => finding.Score)
            .DefaultIfEmpty(0).Should().Equal(score);

    [TestCase(Core.Events.Operation.Audio, 20, 0, 0)]
    [TestCase(Core.Events.Operation.Audio, 0, 20, 0)]
    [TestCase(Core.Events.Operation.Metadata, 0, 0, 20)]
    public void IsOverBound_BucketsOfTakings_SaysWhatTheRulesSay(
        Core.Events.Operation operation, int unplayed, int taken, int served)
    {
        var options = Off with
        {
            MaxUnplayedExcess = unplayed,
            MaxTakenExcess = taken,
            MaxServedExcess = served,
        };
        for (var tracks = 0; tracks < 40; tracks++)
        {
            var account = Take(default, operation, tracks);
            PersonRules.IsOverBound(account, options).Should()
                .Be(Apply(options, new float[FeatureSchema.Count], account, 0).Length > 0, $"{tracks} tracks");
        }

        PersonRules.IsOverBound(Take(default, operation, 500), Off).Should().BeFalse("it is switched off");
    }

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

    /// <summary>The account, and more audio and metadata than anybody can use.</summary>
    private static AccountFeatures Greedy(in AccountFeatures account) =>
        Take(Take(account, Core.Events.Operation.Audio, 100), Core.Events.Operation.Metadata, 2_000);

    /// <summary>The account, and a new track every ten seconds after all that it did.</summary>
    private static AccountFeatures Take(
        in AccountFeatures before, Core.Events.Operation operation, int tracks, bool plays = false)
    {
        var account = before;
        var start = Math.Max(0, account.LastSecond - StreamEvent.StartSecond);
        for (var track = 0; track < tracks; track++)
        {
            var time = operation == Core.Events.Operation.Audio ? track * 10 : track * 0.001;
            account.Update(
                StreamEvent.Batch(StreamEvent.At(start + time, "a", operation))[0], 0,
                [((ulong)track + 1) * 0x9E37_79B9_7F4A_7C15], 0, new());
            if (plays)
            {
                account.Update(
                    StreamEvent.Batch(StreamEvent.At(start + time + 3, "a", Core.Events.Operation.Play) with
                    {
                        PlayedMs = 3_000,
                    })[0],
                    0, [((ulong)track + 1) * 0x9E37_79B9_7F4A_7C15], 0, new());
            }
        }

        return account;
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
