using System.Text.RegularExpressions;
using ScrapeGuard.Cli.Report;
using ScrapeGuard.Cli.Tests.Policies;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Features;

namespace ScrapeGuard.Cli.Tests.Report;

public sealed class HtmlReportWriterTests
{
    private static readonly string[] HostileNames =
    [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)", "&lt;b&gt;",
            "</style><style>*{}",
        "</title>", "<!--", "]]>", "\u202Eevil\u2066", "שלום עולם", "مرحبا", "👩‍👩‍👧‍👦",
            "line\nbreak\r\t\0\u007F\u0085\u2028",
        "\uD800lone", "", " ", new string('x', 128), "javascript:alert(1)", "{0}", "\uFEFF\u200Bzero",
    ];

    [Test]
    public void Write_SmallReport_IsTheGoldenFile() =>
        GoldenFile.Check(HtmlChecks.Written(SampleReports.Full(accounts: 3, seed: 7)),
            GoldenFile.Beside("Golden/small.html"));

    [Test]
    public void Write_NoEvent_SaysSo()
    {
        var html = HtmlChecks.Written(SampleReports.Empty());
        html.Should().Contain("The captures hold no event").And.Contain("There was no event to draw")
            .And.Contain("No account was flagged")
            .And.NotContain("id=\"comparison\"").And.NotContain("NaN").And.NotContain("∞");
    }

    [Test]
    public void Write_SeriesNotGathered_DoesNotSayThatThereWasNothing() =>
        HtmlChecks.Written(SampleReports.Full(accounts: 2, seed: 1) with { Traffic = null, Leak = null })
            .Should().Contain("Traffic over time was not gathered").And.Contain("not gathered; the table below")
            .And.NotContain("There was no event").And.NotContain("No account was flagged");

    [Test]
    public void Write_NobodyFlagged_DrawsTheTraffic() =>
        HtmlChecks.Written(SampleReports.Quiet()).Should().Contain("None of 20 accounts was flagged in 1,000 events.")
            .And.Contain("class=\"area events\"").And.Contain("so nothing counts as taken");

    [Test]
    public void Write_HostileNames_StayText()
    {
        var report = SampleReports.Full(HostileNames.Length, seed: 3, index => HostileNames[index]);
        report = report with
        {
            Captures = [.. HostileNames],
            CommandLine = string.Join(' ', HostileNames),
            ProgramVersion = HostileNames[0],
            Policy = HostileNames[0],
            Model = HostileNames[1],
            Flagged = [.. report.Flagged.Select((account, i) => account with
            {
                Campaign = HostileNames[i],
                Decisions =
                [
                    .. account.Decisions.Select(decision => decision with
                    {
                        Reasons = [new Reason(HostileNames[i], double.NaN, double.PositiveInfinity, double.NaN)],
                    }),
                ],
            })],
            Comparison = report.Comparison! with { Policy = HostileNames[1] },
            Quality = report.Quality with
            {
                Malformed = [.. HostileNames.Select(name => (name, 1L))],
                Dropped = [.. HostileNames.Select(name => (name, 1L))],
                Warnings = [.. HostileNames],
            },
        };
        var html = HtmlChecks.Written(report);
        html.Should().Contain("<bdi>&lt;script&gt;alert(1)&lt;/script&gt;</bdi>")
            .And.Contain("<bdi>[U+202E]evil[U+2066]</bdi>")
            .And.Contain("<bdi>👩‍👩‍👧‍👦</bdi>")
            .And.Contain("<bdi>line␊break␍␉␀␡[U+0085][U+2028]</bdi>")
            .And.Contain("<bdi>\uFFFDlone</bdi>")
            .And.Contain("<i>(empty)</i>");
        Regex.Matches(html, "<img| on[a-z]+=[\"']", RegexOptions.None, TimeSpan.FromSeconds(5)).Should().BeEmpty();
        html.Split("</style>").Should().HaveCount(2);
        html.Any(char.IsSurrogate).Should().BeTrue("emoji stay");
    }

    [Test]
    public void Write_ManyAccounts_ShowsTheWorst200()
    {
        var report = SampleReports.Full(accounts: 1_000, seed: 11);
        var html = HtmlChecks.Written(report);
        Regex.Matches(html, "class=\"account\"", RegexOptions.None, TimeSpan.FromSeconds(5)).Should()
            .HaveCount(ReportLimits.MaxAccounts);
        html.Should().Contain("The worst 200 of 1,000 flagged accounts");
        var best = report.Flagged.Where(account =>
            account.Decisions.Any(decision => decision.Verdict == Verdict.Suspend)).MaxBy(account => account.Score)!;
        html.IndexOf("rowheader", StringComparison.Ordinal).Should()
            .Be(html.IndexOf($"rowheader\" scope=\"row\"><bdi>{best.Account}<", StringComparison.Ordinal));
        html.Length.Should().BeLessThan(4_000_000);
    }

    [Test]
    public void Write_MoreBucketsThanPoints_MergesThem()
    {
        var report = SampleReports.Quiet();
        var traffic = report.Traffic! with
        {
            Events = [.. Enumerable.Repeat(1L, 10_000)],
            Decisions = [.. Enumerable.Repeat(0L, 10_000)],
            Suspensions = [.. Enumerable.Repeat(0L, 10_000)],
        };
        var html = HtmlChecks.Written(report with { Traffic = traffic });
        Regex.Matches(html, "class=\"hover\"", RegexOptions.None, TimeSpan.FromSeconds(5)).Count.Should()
            .BeLessThanOrEqualTo(ReportLimits.MaxPoints);
    }

    [Test]
    public void Write_OneBucketAndExtremeNumbers_StaysWhole()
    {
        var report = SampleReports.Full(accounts: 1, seed: 5);
        var html = HtmlChecks.Written(report with
        {
            Traffic = new TrafficSeries
            {
                StartMicros = long.MinValue,
                BucketSeconds = 1,
                Events = [long.MaxValue],
                Decisions = [long.MaxValue],
                Suspensions = [0],
            },
            Leak = new LeakSeries
            {
                TracksBefore = [0],
                TracksAfter = [0],
                BytesBefore = [long.MaxValue],
                BytesAfter = [long.MaxValue]
            },
            Totals = report.Totals with { Span = (long.MinValue, long.MaxValue), Seconds = double.MaxValue },
        });
        html.Should().NotContain("NaN").And.NotContain("∞");
    }

    [Test]
    public void Write_EveryFeature_IsSaidInWords()
    {
        var report = SampleReports.Full(accounts: 1, seed: 5);
        foreach (var name in FeatureSchema.Names)
        {
            var account = report.Flagged[0];
            var decision = account.Decisions[0] with { Reasons = [new Reason($"feature.{name}", 2, 1, 0.5)] };
            var html = HtmlChecks.Written(report with { Flagged = [account with { Decisions = [decision] }] });
            html.Should()
                .NotContain($"feature.{name}:", "{0} has a sentence", name).And.Contain("; people like this: ");
        }
    }

    [TestCase("rule.no-rest-48h", "Was active in 47 of the last 48 hours; the bound: 46.")]
    [TestCase("rule.canary-24h", "Took 47 decoy tracks that no link or search leads to; people like this: 46.")]
    [TestCase("evidence.days", "Gathered evidence of 47 over days; the threshold: 46.")]
    [TestCase("ladder.expired", "Nothing more was found for as long as the step lasts.")]
    [TestCase("feature.bytes-7d", "Was served 47 B in 7 days; people like this: 46 B.")]
    [TestCase("feature.bytes-9d", "feature.bytes-9d: 47; expected: 46.")]
    public void Write_Reason_StandsInTheSummary(string code, string sentence)
    {
        var report = SampleReports.Full(accounts: 1, seed: 5);
        var account = report.Flagged[0];
        var decision = account.Decisions[0] with { Reasons = [new Reason(code, 47, 46, 0.7)] };
        HtmlChecks.Written(report with { Flagged = [account with { Decisions = [decision] }] })
            .Should().Contain($"<summary>{sentence}</summary>");
    }

    [Test]
    public void Write_Reasons_AreSentencesWithUnits() =>
        HtmlChecks.Written(SampleReports.Full(accounts: 1, seed: 5)).Should()
            .Contain("took audio of 1,204 tracks in 24 hours; people like this: 41")
            .And.Contain("took 0.4% of its tracks a second time in 24 hours; people like this: 31%")
            .And.Contain("took audio of 260 tracks in an hour; the bound: 120")
            .And.Contain("custom.unknown: 3.5; expected: 1");

    [Test]
    public void Write_SameReport_GivesSameText() =>
        HtmlChecks.Written(SampleReports.Full(accounts: 5, seed: 2)).Should()
            .Be(HtmlChecks.Written(SampleReports.Full(accounts: 5, seed: 2)));
}
