using System.Text;
using ScrapeGuard.Cli.Training;

namespace ScrapeGuard.Cli.Tests.Training;

public sealed class AnalystVerdictReaderTests
{
    [Test]
    public void Read_SeveralLinesOnAnAccount_TakesTheLast()
    {
        var verdicts = Read(out var errors,
            """{"account":"a","verdict":"scraper","by":"kim","why":"keys without plays"}""",
            "",
            """{"account":"b","verdict":"person","by":"kim","from":"2026-01-31T09:30Z","to":"2026-02-01T00:00Z"}""",
            """{"account":"a","verdict":"person","by":"lee"}""");

        errors.Should().BeEmpty();
        verdicts.Should().HaveCount(2);
        verdicts["a"].Should().Be(new AnalystVerdict("a", false, null, null, "lee", ""));
        verdicts["b"].To.Should().Be(new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero));
    }

    [Test]
    public void Read_BrokenLines_NamesFileLineAndKey()
    {
        Read(out var errors,
            "nonsense",
            "[1]",
            """{"verdict":"person","by":"kim"}""",
            """{"account":"a","verdict":"robot","by":"kim"}""",
            """{"account":"a","verdict":"person"}""",
            """{"account":"a","verdict":"person","by":"kim","from":"yesterday"}""",
            """{"account":"a","verdict":"person","by":"kim","from":"2026-02-01T00:00Z","to":"2026-01-01T00:00Z"}""",
            $$"""{"account":"{{new string('x', 129)}}","verdict":"person","by":"kim"}""",
            """{"account":"a\ud800","verdict":"person","by":"kim"}""",
            """{"account":7,"verdict":"person","by":"kim"}""");

        errors.Should().Equal(
            "f:1: is no JSON object",
            "f:2: is no JSON object",
            "f:3: account: is missing",
            "f:4: verdict 'robot': must be person or scraper",
            "f:5: by: is missing",
            "f:6: from 'yesterday': must be a time, as 2026-01-31T09:30:00Z",
            "f:7: to '2026-01-01T00:00:00.0000000+00:00': is before from",
            "f:8: account: has more than 128 bytes",
            "f:9: is no JSON object",
            "f:10: account: must be a text");
    }

    [Test]
    public void Read_RandomBytes_OnlyNamesMistakes()
    {
        for (var seed = 1; seed <= 50; seed++)
        {
            var bytes = new byte[500];
            new Random(seed).NextBytes(bytes);
            var errors = new List<string>();

            AnalystVerdictReader.Read(new MemoryStream(bytes), "f", errors);

            errors.Should().HaveCountLessThanOrEqualTo(20, $"seed {seed}");
        }
    }

    private static IReadOnlyDictionary<string, AnalystVerdict> Read(out List<string> errors, params string[] lines)
    {
        errors = [];
        return AnalystVerdictReader.Read(
            new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines))), "f", errors);
    }
}
