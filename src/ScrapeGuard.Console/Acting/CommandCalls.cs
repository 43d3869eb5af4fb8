using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ScrapeGuard.Actions.Cases;
using ScrapeGuard.Actions.Commands;
using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Console.Api;
using ScrapeGuard.Console.Hosting;
using ScrapeGuard.Console.SignIn;
using ScrapeGuard.Console.Sources;
using ScrapeGuard.Console.Views;

namespace ScrapeGuard.Console.Acting;

/// <summary>
/// What people order, as the same commands that the command line sends: the actioner carries them out, and writes them
/// into the audit with the person.
/// </summary>
internal sealed partial class CommandCalls(ConsoleSources sources, ConsoleMetrics metrics, ILogger log)
{
    /// <summary>Longest reason, in characters.</summary>
    public const int MaxReasonChars = 500;

    private const string KeyHeader = "Idempotency-Key";
    private const int MaxKeyChars = 128;
    private const int MaxEffects = 200;
    private const int IdBytes = 16;

    /// <summary>An order about the account in <c>name</c>.</summary>
    public Func<ApiCall, Task<ApiAnswer>> OfAccount(CommandKind kind) => async call =>
    {
        var query = call.Query();
        var name = query.Name();
        if (query.Errors.Count > 0)
        {
            return ApiAnswer.Bad(query.Errors);
        }

        using var body = await BodyReader.ReadAsync(call.Http.Request, call.Cancellation);
        var reason = body.Text("reason", MaxReasonChars, isMust: true);
        var until = MayEnd(kind) ? body.Time("until") : null;
        return body.Errors.Count > 0
            ? ApiAnswer.Bad(body.Errors)
            : await SendAsync(call, kind, new CommandTarget(CommandScope.Account, name), reason!, until);
    };

    /// <summary>An order about the campaign in the path.</summary>
    public Func<ApiCall, Task<ApiAnswer>> OfCampaign(CommandKind kind) => async call =>
    {
        if (Encoding.UTF8.GetByteCount(call.Id) > CommandLimits.MaxNameBytes)
        {
            return ApiAnswer.NotFound("there is no campaign of this id");
        }

        using var body = await BodyReader.ReadAsync(call.Http.Request, call.Cancellation);
        var reason = body.Text("reason", MaxReasonChars, isMust: true);
        return body.Errors.Count > 0
            ? ApiAnswer.Bad(body.Errors)
            : await SendAsync(call, kind, new CommandTarget(CommandScope.Campaign, call.Id), reason!, until: null);
    };

    /// <summary>An order about the account or campaign of the case in the path.</summary>
    public Func<ApiCall, Task<ApiAnswer>> OfCase(CommandKind kind) => async call =>
    {
        if (await sources.Actions.CaseAsync(call.Id, call.Cancellation) is not { } found
            || TargetOf(found) is not { } target)
        {
            return ApiAnswer.NotFound("there is no case of this id, of an account or a campaign");
        }

        using var body = await BodyReader.ReadAsync(call.Http.Request, call.Cancellation);
        var reason = body.Text("reason", MaxReasonChars, isMust: true);
        return body.Errors.Count > 0
            ? ApiAnswer.Bad(body.Errors)
            : await SendAsync(call, kind, target, reason!, until: null);
    };

    /// <summary>
    /// Closes a case where a person may: by saying what its account is, or by answering its appeal. A case of which
    /// something holds closes when that is undone, one of which something waits when that is rejected.
    /// </summary>
    public async Task<ApiAnswer> CloseAsync(ApiCall call)
    {
        if (await sources.Actions.CaseAsync(call.Id, call.Cancellation) is not { } found)
        {
            return ApiAnswer.NotFound("there is no case of this id");
        }

        using var body = await BodyReader.ReadAsync(call.Http.Request, call.Cancellation);
        var reason = body.Text("reason", MaxReasonChars, isMust: true);
        var label = body.Text("label", MaxReasonChars);
        List<string> errors = [.. body.Errors, .. Label.Check(label)];
        if (label is not null && found.Subject != CaseSubject.Account)
        {
            errors.Add("label: goes with the case of an account only");
        }

        if (errors.Count > 0)
        {
            return ApiAnswer.Bad(errors);
        }

        if (!found.IsOpen || TargetOf(found) is not { } target || (label is null && !found.HasAppeal))
        {
            return new ApiAnswer.Problem(
                StatusCodes.Status409Conflict, "The case does not close by a word",
                found.IsOpen
                    ? "it closes when nothing is done to its accounts any more: restore them, or reject what waits"
                    : "it is closed");
        }

        return label is null
            ? await SendAsync(call, CommandKind.Answer, target, reason!, until: null)
            : await CloseAsync(call, found, target, label, reason!);
    }

    /// <summary>
    /// The label first, so that it is kept whatever becomes of the rest. A person is left in peace, which closes the
    /// case; of a scraper what waits is carried out, an appeal is answered, and what holds keeps the case open.
    /// </summary>
    private async Task<ApiAnswer> CloseAsync(
        ApiCall call, Case found, CommandTarget target, string label, string reason)
    {
        var isPerson = label == Label.Person;
        var held = (await sources.Actions.CaseEffectsAsync(found.Id, MaxEffects, call.Cancellation))
            .Any(effect => effect.State == EffectState.Held);
        List<(CommandKind Kind, string Reason)> orders = [(CommandKind.Note, Label.ToReason(label, reason))];
        if (held)
        {
            orders.Add((isPerson ? CommandKind.Reject : CommandKind.Approve, reason));
        }

        if (found.HasAppeal)
        {
            orders.Add((CommandKind.Answer, reason));
        }

        if (isPerson && found.Active > 0)
        {
            orders.Add((CommandKind.Restore, reason));
        }

        // One that was not taken in keeps those behind it back: who gives the order again sends all of them.
        ApiAnswer? answer = null;
        for (var i = 0; i < orders.Count && answer is null or ApiAnswer.Json; i++)
        {
            answer = await SendAsync(call, orders[i].Kind, target, orders[i].Reason, until: null);
        }

        return answer!;
    }

    /// <summary>The kill switch.</summary>
    public async Task<ApiAnswer> SwitchAsync(ApiCall call)
    {
        using var body = await BodyReader.ReadAsync(call.Http.Request, call.Cancellation);
        var isOn = body.Flag("on");
        var reason = body.Text("reason", MaxReasonChars, isMust: true);
        return body.Errors.Count > 0
            ? ApiAnswer.Bad(body.Errors)
            : await SendAsync(
                call, isOn ? CommandKind.Stop : CommandKind.Resume, CommandTarget.None, reason!, until: null);
    }

    /// <summary>
    /// What an analyst says an account is. It is a note, so that it stands in the audit, from which
    /// <see cref="LabelCalls"/> reads it for training.
    /// </summary>
    public async Task<ApiAnswer> LabelAsync(ApiCall call)
    {
        var query = call.Query();
        var name = query.Name();
        using var body = await BodyReader.ReadAsync(call.Http.Request, call.Cancellation);
        var label = body.Text("label", MaxReasonChars, isMust: true);
        var reason = body.Text("reason", MaxReasonChars, isMust: true);
        List<string> errors = [.. query.Errors, .. body.Errors, .. Label.Check(label)];
        return errors.Count > 0
            ? ApiAnswer.Bad(errors)
            : await SendAsync(
                call, CommandKind.Note, new CommandTarget(CommandScope.Account, name),
                Label.ToReason(label!, reason!), until: null);
    }

    /// <summary>Whom orders about a case are about; null: nobody, for it is the guard's own.</summary>
    private static CommandTarget? TargetOf(Case found) => found.Subject switch
    {
        CaseSubject.Account => new CommandTarget(CommandScope.Account, found.Name),
        CaseSubject.Campaign => new CommandTarget(CommandScope.Campaign, found.Name),
        _ => null,
    };

    private async Task<ApiAnswer> SendAsync(
        ApiCall call, CommandKind kind, CommandTarget target, string reason, long? until)
    {
        var person = call.Person;
        var command = new OperatorCommand
        {
            Id = IdOf(call, kind, target),
            TimeMicros = sources.Commands.NowMicros,
            By = person.Name,
            Role = RoleWords.Of(person.Role),
            Kind = kind,
            Target = target,
            Reason = reason,
            UntilMicros = until,
        };
        if (CommandRules.Check(command) is { } wrong)
        {
            return ApiAnswer.Bad([wrong]);
        }

        metrics.Ordered(kind);
        LogOrdered(log, person.Name, RoleWords.Of(person.Role), CommandWords.Of(kind), command.Id);
        return await sources.Commands.SendAsync(command, call.Cancellation) is { } failure
            ? new ApiAnswer.Problem(
                StatusCodes.Status503ServiceUnavailable, "The order may not have been taken in",
                $"{failure}; give it again with {KeyHeader}: {command.Id}")
            { RetrySeconds = 5 }
            : new ApiAnswer.Json(StatusCodes.Status202Accepted, new AcceptedView(true, command.Id));
    }

    /// <summary>
    /// A new id, or one that is made of the caller's key: the same order sent twice with it is carried out once.
    /// </summary>
    private static string IdOf(ApiCall call, CommandKind kind, CommandTarget target)
    {
        if (call.Http.Request.Headers[KeyHeader] is not [{ Length: > 0 and <= MaxKeyChars } key])
        {
            return Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));
        }

        var parts = string.Join('\n', call.Person.Name, (int)kind, (int)target.Scope, target.Name, key);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(parts)).AsSpan(0, IdBytes));
    }

    private static bool MayEnd(CommandKind kind) => kind == CommandKind.Allow || kind.IsOrder();

    [LoggerMessage(8131, LogLevel.Information, "{Person} ({Role}) orders: {Order}, {Command}")]
    private static partial void LogOrdered(
        ILogger logger, string person, string role, string order, string command);
}
