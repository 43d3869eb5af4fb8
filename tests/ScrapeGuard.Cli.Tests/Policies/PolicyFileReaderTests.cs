using System.Text;
using ScrapeGuard.Cli.Policies;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Cli.Tests.Policies;

public sealed class PolicyFileReaderTests
{
    [Test]
    public void Read_EveryKey_GivesThePolicy()
    {
        const string Text = """
            name: strict
            mode: shadow
            grace: 2m
            thresholds: { observe: 0.1, throttle: 0.2, challenge: 0.3, suspend: 1 }
            ladder:
              { observeFor: 1h, throttleFor: 2h, challengeFor: 3h, suspendFor: 30d, cooldownAfterRestore: 00:10:00 }
            rules:
              maxAudioTracksPerHour: 1
              maxAudioTracksPerDay: 2
              maxMetadataTracksPerHour: 3
              maxMetadataTracksPerDay: 4
              maxPlayedSecondsPerSecond: 5.5
              maxActiveHoursPerDay: 6
              maxAudioTracksWithoutPlaysPerDay: 0
            campaigns:
              minEvidence: 30.5
              minMembers: 6
              maxIsolatedScore: 0.85
            cohorts:
              - name: young
                match: { plans: [free], countries: [NO, "null"], clients: [web], accountAgeBelowDays: 30 }
                thresholds: { suspend: 0.9 }
                maxVerdict: challenge
                mode: enforce
              - name: rest
            allowlist: [partner, 0451, "null"]
            canaryTracks:
              - decoy 1
            """;
        var policy = Policy(Text);
        policy.Should().BeEquivalentTo(new Policy
        {
            Name = "strict",
            Mode = PolicyMode.Shadow,
            Grace = TimeSpan.FromMinutes(2),
            Thresholds = new ScoreThresholds { Observe = 0.1, Throttle = 0.2, Challenge = 0.3, Suspend = 1 },
            Ladder = new LadderOptions
            {
                ObserveFor = TimeSpan.FromHours(1),
                ThrottleFor = TimeSpan.FromHours(2),
                ChallengeFor = TimeSpan.FromHours(3),
                SuspendFor = TimeSpan.FromDays(30),
                CooldownAfterRestore = TimeSpan.FromMinutes(10),
            },
            Rules = new RuleOptions
            {
                MaxAudioTracksPerHour = 1,
                MaxAudioTracksPerDay = 2,
                MaxMetadataTracksPerHour = 3,
                MaxMetadataTracksPerDay = 4,
                MaxPlayedSecondsPerSecond = 5.5,
                MaxActiveHoursPerDay = 6,
                MaxAudioTracksWithoutPlaysPerDay = 0,
            },
            Campaigns = new CampaignOptions { MinEvidence = 30.5, MinMembers = 6, MaxIsolatedScore = 0.85 },
            Cohorts =
            [
                new Cohort
                {
                    Name = "young",
                    Plans = ["free"],
                    Countries = ["NO", "null"],
                    Clients = ["web"],
                    AccountAgeBelowDays = 30,
                    Thresholds = new ScoreThresholds { Observe = 0.1, Throttle = 0.2, Challenge = 0.3, Suspend = 0.9 },
                    MaxVerdict = Verdict.Challenge,
                    Mode = PolicyMode.Enforce,
                },
                new Cohort { Name = "rest" },
            ],
            Allowlist = ["partner", "0451", "null"],
            CanaryTracks = ["decoy 1"],
        });
    }

    [TestCase("{}")]
    [TestCase("name: default")]
    [TestCase("thresholds:\nladder: ~\ncohorts:\nallowlist: null")]
    [TestCase("\uFEFF# a comment\n---\nmode: enforce\n...\n")]
    public void Read_NothingButDefaults_GivesTheDefaultPolicy(string text) => Policy(text).Should()
        .BeEquivalentTo(Core.Policies.Policy.Default);

    [TestCase("")]
    [TestCase("# only a comment\n")]
    [TestCase("---\n...\n")]
    [TestCase("~")]
    public void Read_EmptyFile_IsAnError(string text) =>
        Errors(text).Should().Equal("p.yaml: the file is empty; write {} when the defaults are meant");

    [Test]
    public void Read_ValueOutOfRange_NamesPlaceKeyValueAndRange()
    {
        var error = PolicyFileReader.Read("thresholds:\n  suspend: 1.5\n", "policy.yaml").Errors.Single();
        error.Should().Be(
            new PolicyError("policy.yaml", 2, 12, "thresholds.suspend", "1.5", "1.5 is above 1; it must be 0 to 1"));
        error.ToString().Should().Be("policy.yaml:2:12: thresholds.suspend: 1.5 is above 1; it must be 0 to 1");
    }

    [Test]
    public void Read_OneError_GivesNoPolicy()
    {
        var result = PolicyFileReader.Read("name: ok\ngrace: 60\n", "p.yaml");
        result.IsValid.Should().BeFalse();
        result.Policy.Should().BeNull();
    }

    [Test]
    public void Read_TextReader_ReadsTheSame()
    {
        using var reader = new StringReader("name: streamed");
        PolicyFileReader.Read(reader, "p.yaml").Policy!.Name.Should().Be("streamed");
    }

    [Test]
    public void Read_FileTooLong_IsRefusedUnread()
    {
        var text = "#" + new string('x', PolicyLimits.MaxFileBytes);
        using var reader = new StringReader(text + text);
        PolicyFileReader.Read(reader, "p.yaml").Errors.Single().Message.Should().Be("the file is over 64 MiB");
    }

    [Test]
    public void Read_NestedWithoutEnd_IsRefused() =>
        Errors(new string('[', 200_000)).Should().ContainSingle(error => error.Contains("nested over 16 deep"));

    [Test]
    public void Read_AliasBomb_IsRefusedAtItsSize()
    {
        var text = new StringBuilder("a0: &a0 [x]\n");
        for (var i = 1; i < 30; i++)
        {
            text.Append($"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n");
        }

        Errors(text.ToString()).Should()
            .HaveCount((29 * 2) + 30 + 30).And.Contain(error => error.Contains("*a0 is an alias"));
    }

    [TestCase("allowlist", PolicyLimits.MaxAllowlist)]
    [TestCase("canaryTracks", PolicyLimits.MaxCanaryTracks)]
    public void Read_ListAtAndBeyondItsBound_IsReadAndRefused(string key, int max)
    {
        var text = new StringBuilder(key + ":\n");
        for (var i = 0; i < max; i++)
        {
            text.Append("- a").Append(i).Append('\n');
        }

        var policy = Policy(text.ToString());
        (policy.Allowlist.Count + policy.CanaryTracks.Count).Should().Be(max);
        text.Append("- last\n");
        Errors(text.ToString()).Should()
            .Equal($"p.yaml:{max + 2}:3: {key}: over {max} items; at most {max} are allowed");
    }

    [Test]
    public void Read_ManyErrors_ListsABoundedNumber()
    {
        var text = "allowlist: [" + string.Join(',', Enumerable.Repeat("[]", PolicyLimits.MaxErrors + 234)) + "]";
        var errors = Errors(text);
        errors.Should().HaveCount(PolicyLimits.MaxErrors + 1);
        errors[^1].Should().Be("p.yaml: 234 more errors are not listed");
    }

    [Test]
    public void Read_HostileText_ErrorStaysOnOneShortLine()
    {
        var text = $"mode: \"a\\nb\\e[31m\\u202E{new string('x', 5_000)}\"";
        var error = Errors(text).Single();
        error.Length.Should().BeLessThan(200);
        error.Should().StartWith("p.yaml:1:7: mode: a\\u000Ab\\u001B[31m\\u202Exxx");
    }

    private static Policy Policy(string text)
    {
        var result = PolicyFileReader.Read(text, "p.yaml");
        result.Errors.Should().BeEmpty();
        return result.Policy!;
    }

    private static List<string> Errors(string text)
    {
        var result = PolicyFileReader.Read(text, "p.yaml");
        result.IsValid.Should().BeFalse();
        return [.. result.Errors.Select(error => error.ToString())];
    }
}
