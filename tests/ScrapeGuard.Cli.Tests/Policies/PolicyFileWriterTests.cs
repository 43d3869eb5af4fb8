using System.Reflection;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using ScrapeGuard.Cli.Policies;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Cli.Tests.Policies;

public sealed class PolicyFileWriterTests
{
    private static readonly string[] Names =
    [
        "a", "NO", "null", "~", "0451", "1e5", " spaced ", "a: b # c", "\"quoted\"", @"back\slash", "line\nbreak",
            "\u0085\u2028",
        "עברית", "\u202Eright", "🎧 emoji", "\t", "'", "- item", "{}", "[", "*a", "&a", "!tag", "%d", "@x", "`", "---",
            "...", "\U000E0041",
    ];

    [Test]
    public void Write_DefaultPolicy_IsTheShippedFile()
    {
        var path = GoldenFile.InRepository("policies/default.yaml");
        GoldenFile.Check(Written(Policy.Default), path);
        var result = PolicyFileReader.Read(File.ReadAllText(path), path);
        result.Errors.Should().BeEmpty();
        result.Policy.Should().BeEquivalentTo(Policy.Default);
    }

    [TestCase("policies/default.yaml")]
    [TestCase("policies/README.md")]
    public void ShippedFile_EveryKeyOfTheSchema_IsNamed(string file)
    {
        var text = File.ReadAllText(GoldenFile.InRepository(file));
        foreach (var type in new[] { typeof(Policy), typeof(ScoreThresholds), typeof(LadderOptions),
            typeof(RuleOptions), typeof(CampaignOptions), typeof(EnforcementOptions), typeof(GuardOptions),
            typeof(Cohort) })
        {
            foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            {
                var key = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
                text.Should().MatchRegex($@"\b{key}\b", "{0}.{1} is a key of a policy", type.Name, property.Name);
            }
        }
    }

    [Test]
    public void ShippedFile_ExamplesInComments_AreValid()
    {
        var lines = File.ReadAllLines(GoldenFile.InRepository("policies/default.yaml"));
        var examples = lines.Where(line => line.StartsWith("# ", StringComparison.Ordinal) && !char.IsUpper(line[2]))
            .Select(line => line[2..])
            .SkipWhile(line => line != "cohorts:")
            .Where(line => line is "cohorts:" or "allowlist:" || line.StartsWith("  ", StringComparison.Ordinal));
        var result = PolicyFileReader.Read(string.Join('\n', examples), "examples");
        result.Errors.Should().BeEmpty();
        result.Policy!.Cohorts.Single().Thresholds!.Suspend.Should().Be(0.98);
        result.Policy.Allowlist.Should().BeEquivalentTo("partner-ingest", "0451");
    }

    [Test]
    public void Write_AnyPolicy_IsReadBackEqual()
    {
        var arbitrary = Gen.Choose(0, int.MaxValue - 1).Select(PolicyOf).ToArbitrary();
        Prop.ForAll(arbitrary, policy =>
        {
            var result = PolicyFileReader.Read(Written(policy), "p.yaml");
            result.Errors.Should().BeEmpty();
            result.Policy.Should().BeEquivalentTo(policy);
        }).QuickCheckThrowOnFailure();
    }

    private static string Written(Policy policy)
    {
        using var output = new StringWriter();
        PolicyFileWriter.Write(output, policy);
        return output.ToString();
    }

    private static Policy PolicyOf(int seed)
    {
        var random = new System.Random(seed);
        return new Policy
        {
            Name = Pick(random),
            Mode = (PolicyMode)random.Next(2),
            Model = random.Next(2) == 0 ? null : Pick(random),
            Grace = TimeSpan.FromMilliseconds(random.Next(3_600_001)),
            Thresholds = ThresholdsOf(random),
            Ladder = new LadderOptions
            {
                ObserveFor = TimeSpan.FromSeconds(random.Next(1_000_000)),
                SuspendFor = TimeSpan.FromDays(random.Next(366)),
            },
            Rules = new RuleOptions
            {
                MaxAudioTracksPerHour = random.Next(PolicyLimits.MaxCount),
                MaxPlayedSecondsPerSecond = random.NextDouble() * Math.Pow(10, random.Next(-9, 3)),
                MaxActiveHoursPerDay = random.Next(25),
            },
            Enforcement = new EnforcementOptions
            {
                SuspendFor = TimeSpan.FromHours(random.Next(8_761)),
                RepeatFactor = 1 + (random.NextDouble() * 99),
                LastingFromSuspension = random.Next(1, PolicyLimits.MaxCount),
                Jitter = TimeSpan.FromSeconds(random.Next(86_401)),
            },
            Guard = new GuardOptions
            {
                SuspensionsPerHour = random.Next(PolicyLimits.MaxCount),
                ShareOfActivePerDay = random.NextDouble(),
                ApprovalCohorts = [.. Some(random)],
                ApprovalFor = TimeSpan.FromMinutes(random.Next(500_000)),
            },
            Cohorts = [.. Enumerable.Range(0, random.Next(4)).Select(index => CohortOf(random, index))],
            Allowlist = [.. Some(random)],
            CanaryTracks = [.. Some(random)],
        };
    }

    private static Cohort CohortOf(System.Random random, int index) => new()
    {
        Name = Pick(random) + index,
        Plans = ["always-one-condition", .. Some(random)],
        Countries = [.. Some(random)],
        Clients = [.. Some(random)],
        AccountAgeBelowDays = random.Next(2) == 0 ? null : random.Next(1, 1_000),
        Thresholds = random.Next(2) == 0 ? null : ThresholdsOf(random),
        MaxVerdict = random.Next(2) == 0 ? null : (Verdict)random.Next((int)Verdict.Observe, (int)Verdict.Suspend + 1),
        Mode = random.Next(2) == 0 ? null : (PolicyMode)random.Next(2),
    };

    private static ScoreThresholds ThresholdsOf(System.Random random)
    {
        double[] steps = [random.NextDouble(), random.NextDouble(), random.NextDouble() * 1e-7, 1];
        Array.Sort(steps);
        return new ScoreThresholds
        {
            Observe = steps[0],
            Throttle = steps[1],
            Challenge = steps[2],
            Suspend = steps[3]
        };
    }

    private static string Pick(System.Random random) => Names[random.Next(Names.Length)];

    private static IEnumerable<string> Some(System.Random random) =>
        Enumerable.Range(0, random.Next(5)).Select(_ => Pick(random)).ToList();
}
