using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using ScrapeGuard.Actions.Safeguards;
using ScrapeGuard.Cli.Actioning;
using ScrapeGuard.Cli.Services;
using ScrapeGuard.Kafka.Actioning;

namespace ScrapeGuard.Cli.Tests.Actioning.Receivers;

/// <summary>Events on their way to a syslog server, and what is said of those that were lost.</summary>
internal sealed class SyslogSending : IAsyncDisposable, ILogger
{
    private readonly Channel<SafeguardEvent> _events = Channel.CreateUnbounded<SafeguardEvent>();
    private readonly Channel<string> _said = Channel.CreateUnbounded<string>();
    private readonly CancellationTokenSource _stop = new();
    private readonly ActionerMetrics _metrics = new();
    private readonly AlertSyslog _syslog;
    private readonly Task _running;

    public SyslogSending(SyslogSettings settings, TimeProvider? time = null)
    {
        _syslog = new AlertSyslog(settings, new SafeguardOptions(), _metrics, this, time ?? TimeProvider.System);
        _running = _syslog.RunAsync(_events.Reader, _stop.Token);
    }

    public SyslogSending(string server)
        : this(new SyslogSettings(new Uri(server)))
    {
    }

    public void Send(params int[] numbers)
    {
        foreach (var number in numbers)
        {
            _events.Writer.TryWrite(Events.Tripped(number)).Should().BeTrue();
        }
    }

    /// <summary>The next line of the log.</summary>
    public async Task<string> SaidAsync() =>
        await _said.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        await _syslog.DisposeAsync();
        _metrics.Dispose();
        _stop.Dispose();
    }

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter) => _said.Writer.TryWrite(formatter(state, exception));

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;
}
