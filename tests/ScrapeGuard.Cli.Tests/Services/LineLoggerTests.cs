using System.Text.Json;
using Microsoft.Extensions.Logging;
using ScrapeGuard.Cli.Services;

namespace ScrapeGuard.Cli.Tests.Services;

public sealed class LineLoggerTests
{
    private readonly StringWriter _output = new();

    [Test]
    public void Log_Plain_IsTimeLevelAndMessageOnOneLine()
    {
        var log = Create(LogFormat.Plain);
        log.LogInformation("partition {Partition} of {Topic} is read", 3, "a\nb");
        log.LogWarning(new IOException("no\ndisk"), "waiting");

        _output.ToString().Should().Be("2026-01-05T00:00:00.000Z info     partition 3 of a\\u{A}b is read\n"
            + "2026-01-05T00:00:00.000Z warning  waiting: IOException: no\\u{A}disk\n");
    }

    [Test]
    public void Log_Json_HasFieldsEventAndException()
    {
        Create(LogFormat.Json).Log(LogLevel.Error, new EventId(7), new IOException("no disk"),
            "{Count} of {Share} \"{Name}\" {Ready} {Nothing}", 3L, 0.5, "a\nb", true, null);

        _output.ToString().TrimEnd('\n').Should().NotContain("\n");
        var line = JsonDocument.Parse(_output.ToString()).RootElement;
        line.GetProperty("time").GetString().Should().Be("2026-01-05T00:00:00.000Z");
        line.GetProperty("level").GetString().Should().Be("error");
        line.GetProperty("category").GetString().Should().Be("here");
        line.GetProperty("event").GetInt32().Should().Be(7);
        line.GetProperty("message").GetString().Should().Be("3 of 0.5 \"a\nb\" True (null)");
        line.GetProperty("fields").GetRawText().Should()
            .Be("""{"Count":3,"Share":0.5,"Name":"a\nb","Ready":true,"Nothing":null}""");
        line.GetProperty("exception").GetString().Should().Contain("IOException: no disk");
    }

    [TestCase("Plain")]
    [TestCase("Json")]
    public void Log_AccountAtInformation_IsLeftOut(string format)
    {
        var log = Create(Enum.Parse<LogFormat>(format));
        log.LogInformation("{Account} is suspended", "mallory");
        log.LogCritical("{accountId} of {Accounts} is gone", "mallory", 12);

        _output.ToString().Should().NotContain("mallory").And.Contain("(account) is suspended")
            .And.Contain("(account) of 12 is gone");
    }

    [Test]
    public void Log_BelowInformation_IsNotWritten()
    {
        Create(LogFormat.Plain).LogDebug("{Account} came", "mallory");

        _output.ToString().Should().BeEmpty();
    }

    [Test]
    public void Log_ManyThreads_EachEntryIsALine()
    {
        var log = Create(LogFormat.Plain);
        Parallel.For(0, 1_000, i => log.LogInformation("entry {Number} ends", i));

        _output.ToString().TrimEnd('\n').Split('\n').Should().HaveCount(1_000)
            .And.OnlyContain(line =>
                line.StartsWith("2026-01-05T00:00:00.000Z info     entry ") && line.EndsWith(" ends"));
    }

    [TearDown]
    public void Clear() => _output.GetStringBuilder().Clear();

    private ILogger Create(LogFormat format) =>
        LineLoggerProvider.CreateFactory(_output, format, new FixedTime()).CreateLogger("here");

    private sealed class FixedTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);
    }
}
