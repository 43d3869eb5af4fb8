using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ScrapeGuard.AccountService.Reference.Faults;
using ScrapeGuard.Actions.Accounts;
using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Core.Time;

namespace ScrapeGuard.AccountService.Reference.Http;

/// <summary><c>POST /v1/throttle</c> and its like: has something done.</summary>
internal static class EffectPages
{
    public static async Task ApplyAsync(HttpContext context, ServiceContext service, EffectKind kind)
    {
        var faults = service.Faults.Draw(isQuestion: false);
        if (await FaultGate.StopsAsync(context, service, faults))
        {
            return;
        }

        var (call, mistake) = await ReadAsync(context, kind);
        if (call is null)
        {
            await Replies.ProblemAsync(context, 400, mistake);
            return;
        }

        switch (service.Ledger.Begin(call, faults.Has(Fault.Forget)))
        {
            case BeginResult.Fresh:
                await ActAsync(context, service, call, faults);
                break;
            case BeginResult.Repeated:
                await TellAsync(context, service.Ledger.EffectOf(call.IdempotencyKey)!, isRepeated: true, faults);
                break;
            case BeginResult.UnderWay:
                await Replies.ProblemAsync(context, 409, "a call with this key is under way", "pending");
                break;
            case BeginResult.OtherCall:
                await Replies.ProblemAsync(context, 422, "this key was another call's");
                break;
            case BeginResult.NoAccount:
                await Replies.ProblemAsync(context, 404, "there is no such account");
                break;
            default:
                await Replies.LaterAsync(
                    context, 503, service.Options.RetryAfterSeconds, "there is no room for more");
                break;
        }
    }

    private static async Task ActAsync(
        HttpContext context, ServiceContext service, AccountCall call, FaultSet faults)
    {
        try
        {
            if (faults.Has(Fault.Slow))
            {
                await FaultGate.DelayAsync(service);
            }
        }
        catch (OperationCanceledException)
        {
            service.Ledger.Abandon(call);
            context.Abort();
            return;
        }

        var done = service.Ledger.Complete(call, UnixMicros.Of(service.Time.GetUtcNow()));
        await TellAsync(context, done, isRepeated: false, faults);
    }

    private static async Task TellAsync(HttpContext context, CarriedOut done, bool isRepeated, FaultSet faults)
    {
        if (faults.Has(Fault.DropAfter))
        {
            context.Abort();
        }
        else if (faults.Has(Fault.ErrorAfter))
        {
            await Replies.ProblemAsync(context, 500, "the service has failed");
        }
        else
        {
            await Replies.WriteAsync(context, 200, json =>
            {
                Replies.WriteEffect(json, done);
                json.WriteBoolean("repeated", isRepeated);
            });
        }
    }

    private static async Task<(AccountCall? Call, string Mistake)> ReadAsync(HttpContext context, EffectKind kind)
    {
        try
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
            var key = context.Request.Headers["Idempotency-Key"].ToString();
            return (CallBody.Read(key, kind, body.RootElement, out var mistake), mistake);
        }
        catch (JsonException)
        {
            return (null, "the body is no JSON");
        }
    }
}
