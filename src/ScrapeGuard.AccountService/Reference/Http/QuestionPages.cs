using Microsoft.AspNetCore.Http;
using ScrapeGuard.AccountService.Reference.Faults;

namespace ScrapeGuard.AccountService.Reference.Http;

/// <summary>Questions: what became of a call, and what is known of an account.</summary>
internal static class QuestionPages
{
    public static async Task EffectAsync(HttpContext context, ServiceContext service)
    {
        if (await StopsAsync(context, service))
        {
            return;
        }

        var key = (string)context.Request.RouteValues["key"]!;

        // Before the history: a call that ends in between must not seem never to have been.
        var isUnderWay = service.Ledger.IsUnderWay(key);
        if (service.Ledger.EffectOf(key) is { } done)
        {
            await Replies.WriteAsync(context, 200, json =>
            {
                Replies.WriteEffect(json, done);
                json.WriteNumber("times", service.Ledger.TimesOf(key));
            });
        }
        else if (isUnderWay)
        {
            await Replies.WriteAsync(context, 200, json =>
            {
                json.WriteString("key", key);
                json.WriteString("state", "pending");
            });
        }
        else
        {
            await Replies.ProblemAsync(context, 404, "nothing was ever done by this key", "none");
        }
    }

    public static async Task AccountAsync(HttpContext context, ServiceContext service)
    {
        if (await StopsAsync(context, service))
        {
            return;
        }

        string? account = context.Request.Query["account"];
        if (!CallBody.IsAccount(account))
        {
            await Replies.ProblemAsync(context, 400, "account must be 1 to 128 bytes");
        }
        else if (service.Ledger.AccountOf(account!) is { } found)
        {
            await Replies.WriteAsync(context, 200, json =>
            {
                json.WriteString("account", found.Account);
                json.WriteString("state", found.State);
                Replies.WriteOptional(json, "effect", found.Last?.Call.IdempotencyKey);
                Replies.WriteTime(json, "since", found.Last?.TimeMicros);
                Replies.WriteTime(json, "until", found.Last?.Call.UntilMicros);
                Replies.WriteOptional(json, "reason", found.Last?.Call.Reason);
                Replies.WriteOptional(json, "campaign", found.Last?.Call.Campaign);
                Replies.WriteOptional(json, "plan", found.Profile.Plan);
                Replies.WriteOptional(json, "country", found.Profile.Country);
                Replies.WriteOptional(json, "client", found.Profile.Client);
                Replies.WriteTime(json, "created", found.Profile.CreatedMicros);
            });
        }
        else
        {
            await Replies.ProblemAsync(context, 404, "there is no such account");
        }
    }

    private static async Task<bool> StopsAsync(HttpContext context, ServiceContext service)
    {
        var faults = service.Faults.Draw(isQuestion: true);
        if (await FaultGate.StopsAsync(context, service, faults))
        {
            return true;
        }

        if (faults.Has(Fault.Slow))
        {
            await FaultGate.DelayAsync(service);
        }

        return false;
    }
}
