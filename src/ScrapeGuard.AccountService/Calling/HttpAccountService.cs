using System.Text;
using Microsoft.Extensions.Logging;
using ScrapeGuard.AccountService.Options;
using ScrapeGuard.AccountService.Templates;
using ScrapeGuard.Actions.Accounts;
using ScrapeGuard.Actions.Effects;

namespace ScrapeGuard.AccountService.Calling;

/// <summary>
/// The platform's account service over HTTP, by templates. A call whose reply was lost is never sent again from here:
/// its outcome is unknown, and the caller asks.
/// </summary>
public sealed class HttpAccountService : IAccountService, IDisposable
{
    private const int MaxAccountBytes = 128;

    // Unpaired surrogates would all become one and the same replacement.
    private static readonly UTF8Encoding Strict =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly AccountServiceOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly ServiceClient _client;
    private readonly ServicePipeline _calls;
    private readonly ServicePipeline _questions;
    private readonly Dictionary<EffectKind, CompiledCall> _effects;
    private readonly CompiledCall _ask;
    private readonly CompiledCall _profile;
    private readonly ProfileReader _profiles;
    private readonly AccountServiceMetrics _metrics = new();

    /// <param name="options">Must be valid.</param>
    /// <param name="log">Where it tells of its breakers.</param>
    /// <param name="time">The clock.</param>
    /// <param name="jitterSeed">Of the chance in pauses: let it differ between processes.</param>
    /// <param name="variables">The environment, for secrets; null: that of the process.</param>
    public HttpAccountService(
        AccountServiceOptions options, ILogger log, TimeProvider time, int jitterSeed,
        Func<string, string?>? variables = null)
    {
        if (options.Validate() is [var mistake, ..])
        {
            throw new ArgumentException(mistake, nameof(options));
        }

        (_options, _log, _time) = (options, log, time);
        _client = new ServiceClient(options, time, variables);
        var chance = new SeededChance(jitterSeed);

        // A call is tried again only when it was certainly not carried out; a question does no harm.
        _calls = new ServicePipeline(
            AccountServiceMetrics.CallTraffic, options,
            static reply => reply.Meaning == Meaning.NotDone && IsWorthwhile(reply), time, chance, OnBreak);
        _questions = new ServicePipeline(
            AccountServiceMetrics.QuestionTraffic, options,
            static reply => reply.IsFault || reply.Status == 429, time, chance, OnBreak);
        _effects = EffectWords.Kinds.ToDictionary(kind => kind, kind => Compile(options.TemplateOf(kind)));
        _ask = Compile(options.Ask);
        _profile = Compile(options.Profile);
        _profiles = new ProfileReader(options.ProfileMembers);
    }

    public async Task<CallResult> ApplyAsync(AccountCall call, CancellationToken cancellation)
    {
        if (MistakeOf(call.Account) is { } mistake)
        {
            return new CallResult(CallOutcome.Refused, mistake);
        }

        var values = new TemplateValues(call.Account, call);
        var kind = EffectWords.Of(call.Kind);
        var reply = await RunAsync(_calls, _effects[call.Kind], values, keepsBody: false, kind, cancellation);
        return new CallResult(OutcomeOf(reply.Meaning), reply.Detail, reply.RetryAfter);
    }

    public async Task<CallResult> AskAsync(AccountCall call, CancellationToken cancellation)
    {
        if (MistakeOf(call.Account) is { } mistake)
        {
            return new CallResult(CallOutcome.Unknown, mistake);
        }

        var values = new TemplateValues(call.Account, call);
        var reply = await RunAsync(
            _questions, _ask, values, keepsBody: false, AccountServiceMetrics.AskKind, cancellation);

        // Only an answer tells; that a question was not carried out tells nothing of the call.
        var isAnswer = reply.Status > 0 && reply.Meaning is Meaning.Done or Meaning.NotDone
            && reply.Status is not (401 or 407 or 425 or 429 or 503);
        var outcome = isAnswer ? OutcomeOf(reply.Meaning) : CallOutcome.Unknown;
        return new CallResult(outcome, reply.Detail, reply.RetryAfter);
    }

    public async Task<AccountProfile?> ProfileAsync(string account, CancellationToken cancellation)
    {
        if (MistakeOf(account) is not null)
        {
            return null;
        }

        var values = new TemplateValues(account, Call: null);
        var reply = await RunAsync(
            _questions, _profile, values, keepsBody: true, AccountServiceMetrics.ProfileKind, cancellation);
        return reply.Meaning == Meaning.Done ? _profiles.Read(reply.Body) : null;
    }

    public void Dispose()
    {
        _calls.Dispose();
        _questions.Dispose();
        _client.Dispose();
        _metrics.Dispose();
    }

    /// <summary>A wrong secret does not mend in a second; everything else that was not done may.</summary>
    private static bool IsWorthwhile(Reply reply) => reply.IsFault || reply.Status is 425 or 429 or 503;

    private static CallOutcome OutcomeOf(Meaning meaning) => meaning switch
    {
        Meaning.Done => CallOutcome.Done,
        Meaning.NotDone => CallOutcome.NotDone,
        Meaning.Refused => CallOutcome.Refused,
        _ => CallOutcome.Unknown,
    };

    private static string? MistakeOf(string account)
    {
        try
        {
            return Strict.GetByteCount(account) is >= 1 and <= MaxAccountBytes
                ? null
                : $"the account's name is empty or longer than {MaxAccountBytes} bytes";
        }
        catch (EncoderFallbackException)
        {
            return "the account's name is no Unicode text";
        }
    }

    private async Task<Reply> RunAsync(
        ServicePipeline pipeline, CompiledCall call, TemplateValues values, bool keepsBody, string kind,
        CancellationToken cancellation)
    {
        var started = _time.GetTimestamp();
        var reply = await pipeline.RunAsync(
            attempt => _client.SendAsync(call, values, keepsBody, attempt, cancellation), cancellation);
        var outcome = OutcomeOf(reply.Meaning).ToString();
        _metrics.Replied(kind, outcome, _time.GetElapsedTime(started));
        AccountServiceLog.Replied(_log, kind, outcome, reply.Detail);
        return reply;
    }

    private CompiledCall Compile(CallTemplate template) => new(_options.BaseUrl, template, _options.Headers);

    private void OnBreak(string traffic, bool isOpen)
    {
        if (isOpen)
        {
            _metrics.Broke(traffic);
            AccountServiceLog.Broken(_log, traffic, _options.Breaker.BreakSeconds);
        }
        else
        {
            AccountServiceLog.Mended(_log, traffic);
        }
    }
}
