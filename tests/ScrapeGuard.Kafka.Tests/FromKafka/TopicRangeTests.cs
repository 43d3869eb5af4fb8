using ScrapeGuard.Cli.FromKafka;

namespace ScrapeGuard.Kafka.Tests.FromKafka;

public sealed class TopicRangeTests
{
    private const long NewYear = 1_767_225_600_000;

    private static readonly TestCaseData[] Good =
    [
        new("t", new TopicRange("t", null, null, null)),
        new("a.b_c-d", new TopicRange("a.b_c-d", null, null, null)),
        new("t/3", new TopicRange("t", 3, null, null)),
        new("t:..", new TopicRange("t", null, null, null)),
        new("t:0..1000", new TopicRange("t", null, new(0, false), new(1_000, false))),
        new("t/0:5..", new TopicRange("t", 0, new(5, false), null)),
        new("t:..7", new TopicRange("t", null, null, new(7, false))),
        new("t:2026-01-01T00:00:00Z..", new TopicRange("t", null, new(NewYear, true), null)),
        new("t:2026-01-01T00:00:00.0001Z..2026-01-01T02:00:00+01:00",
            new TopicRange("t", null, new(NewYear + 1, true), new(NewYear + 3_600_000, true))),
        new("t:5..2026-01-01T00:00:00Z", new TopicRange("t", null, new(5, false), new(NewYear, true))),
    ];

    [TestCaseSource(nameof(Good))]
    public void Parse_Range_IsRead(string text, object expected) =>
        TopicRange.Parse(text, out _).Should().Be((TopicRange)expected);

    [TestCase("", "must be 1 to 249")]
    [TestCase("a b", "must be 1 to 249")]
    [TestCase("/3", "must be 1 to 249")]
    [TestCase("t/", TopicRange.Allowed)]
    [TestCase("t/x", TopicRange.Allowed)]
    [TestCase("t/-1", TopicRange.Allowed)]
    [TestCase("t/1/2", TopicRange.Allowed)]
    [TestCase("t:", TopicRange.Allowed)]
    [TestCase("t:5", TopicRange.Allowed)]
    [TestCase("t:-5..", TopicRange.Allowed)]
    [TestCase("t:1..2..3", TopicRange.Allowed)]
    [TestCase("t:yesterday..", TopicRange.Allowed)]
    [TestCase("t:1969-01-01T00:00:00Z..", TopicRange.Allowed)]
    [TestCase("t:5..5", "FROM must be before TO")]
    [TestCase("t:6..5", "FROM must be before TO")]
    [TestCase("t:2026-01-02T00:00:00Z..2026-01-01T00:00:00Z", "FROM must be before TO")]
    public void Parse_WrongRange_SaysWhatIsWrong(string text, string expected)
    {
        TopicRange.Parse(text, out var mistake).Should().BeNull();
        mistake.Should().StartWith(expected);
    }
}
