using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ScrapeGuard.Console.Acting;
using ScrapeGuard.Console.Live;
using ScrapeGuard.Console.SignIn;
using ScrapeGuard.Console.SignIn.Tokens;
using ScrapeGuard.Console.Sources;
using ScrapeGuard.Console.Traffic;
using ScrapeGuard.Core.Time;

namespace ScrapeGuard.Console.Hosting;

/// <summary>All parts of one running console, put together.</summary>
internal sealed class ConsoleContext : IDisposable
{
    private const int FeedMessages = 4_096;
    private static readonly TimeSpan CodeLasts = TimeSpan.FromHours(24);

    private readonly HttpClient? _http;
    private readonly FetchedKeys? _keys;
    private readonly CancellationTokenSource _stopping = new();

    public ConsoleContext(ConsoleOptions options, ConsoleSources sources, ILoggerFactory logs, TimeProvider time)
    {
        (Options, Sources, Time) = (options, sources, time);
        var log = logs.CreateLogger("ScrapeGuard.Console");
        Log = log;
        Sessions = new Sessions(options.SessionFor, time);
        Codes = new SignInCodes(CodeLasts, time);
        Failures = new FailedSignIns(time);
        if (options.Oidc is { } oidc)
        {
            _http = FetchedKeys.NewClient();
            _keys = new FetchedKeys(oidc, _http, log, time);
        }

        var tokens = options.Oidc is { } known ? new TokenVerifier(known, _keys!, time) : null;
        Gate = new Gate(Sessions, new KeyRing(options.Keys), tokens, Failures, log);
        Feed = new LiveFeed(UnixMicros.Of(time.GetUtcNow()), FeedMessages);
        Streams = new StreamCalls();
        Audit = new AuditTail(sources.Audit);
        AuditCalls = new AuditCalls(sources.Actions, sources.Audit);
        Cases = new CaseBook(sources.Actions, sources.Traffic, time);
        Listening = new ListeningDesk(sources.Traffic, time);
        Overview = new OverviewDesk(sources, Cases, Listening, time);
        Metrics = new ConsoleMetrics(Read);
    }

    public ConsoleOptions Options { get; }

    public ConsoleSources Sources { get; }

    public TimeProvider Time { get; }

    public ILogger Log { get; }

    public Sessions Sessions { get; }

    public SignInCodes Codes { get; }

    public FailedSignIns Failures { get; }

    public Gate Gate { get; }

    public LiveFeed Feed { get; }

    public StreamCalls Streams { get; }

    public AuditTail Audit { get; }

    public AuditCalls AuditCalls { get; }

    public CaseBook Cases { get; }

    public ListeningDesk Listening { get; }

    public OverviewDesk Overview { get; }

    public ConsoleMetrics Metrics { get; }

    /// <summary>The console ends.</summary>
    public CancellationToken Stopping => _stopping.Token;

    /// <summary>Whether a request's cookie still stands for somebody.</summary>
    public bool IsInSession(HttpContext http) =>
        http.Request.Cookies.TryGetValue(Gate.Cookie, out var token) && Sessions.Find(token) is not null;

    public void Stop() => _stopping.Cancel();

    private ConsoleReading Read() => new(
        Failures.Total, Streams.Readers, Sessions.Count, Cases.Overflow + Sources.Traffic.Overflow,
        Sources.PassedOver());

    public void Dispose()
    {
        Metrics.Dispose();
        _stopping.Dispose();
        Overview.Dispose();
        Cases.Dispose();
        AuditCalls.Dispose();
        _keys?.Dispose();
        _http?.Dispose();
    }
}
