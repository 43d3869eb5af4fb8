using ScrapeGuard.Cli.Commands;

namespace ScrapeGuard.Cli.Tests.Replay;

public sealed class ProgressLineTests
{
    [Test]
    public void Show_Terminal_TellsShareEventsPaceAndRest()
    {
        var time = new StepTime();
        using var error = new StringWriter();
        using (var progress = new ProgressLine(Context(error, time, isTerminal: true)))
        {
            time.Step(TimeSpan.FromSeconds(10));
            progress.Show(0.25, 5_000_000);
        }

        error.ToString().Should().StartWith("\r 25 %  5,000,000 events  500,000 events/s  30 s left")
            .And.EndWith("\r");
    }

    [Test]
    public void Show_LengthNotKnown_TellsNoShare()
    {
        var time = new StepTime();
        using var error = new StringWriter();
        using var progress = new ProgressLine(Context(error, time, isTerminal: true));
        time.Step(TimeSpan.FromSeconds(2));
        progress.Show(share: null, 10);
        error.ToString().Should().Be("\r10 events  5 events/s");
    }

    [Test]
    public void Show_TooSoonAfterTheLast_IsSilent()
    {
        var time = new StepTime();
        using var error = new StringWriter();
        using var progress = new ProgressLine(Context(error, time, isTerminal: true));
        progress.Show(0.1);
        var first = error.ToString();
        progress.Show(0.2);
        error.ToString().Should().Be(first);
        time.Step(TimeSpan.FromSeconds(1));
        progress.Show(0.3);
        error.ToString().Should().Contain(" 30 %");
    }

    [Test]
    public void Show_Pipe_WritesNothing()
    {
        using var error = new StringWriter();
        using (var progress = new ProgressLine(Context(error, new StepTime(), isTerminal: false)))
        {
            progress.Show(0.5, 100);
        }

        error.ToString().Should().BeEmpty();
    }

    private static CommandContext Context(TextWriter error, TimeProvider time, bool isTerminal) =>
        new() { Out = TextWriter.Null, Error = error, ErrorIsTerminal = isTerminal, Time = time };

    /// <summary>Time that passes when it is told to.</summary>
    private sealed class StepTime : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Step(TimeSpan span) => _ticks += span.Ticks;
    }
}
