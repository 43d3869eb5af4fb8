using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ScrapeGuard.AccountService.Reference.Faults;
using ScrapeGuard.Actions.Accounts;
using ScrapeGuard.Core.Time;

namespace ScrapeGuard.AccountService.Reference.Http;

/// <summary>
/// <c>/admin</c>: what a test orders, and what it proves. No service that it stands for has these pages.
/// </summary>
internal static class AdminPages
{
    private const int MaxEffects = 10_000;

    /// <summary><c>GET /admin/summary</c>: <see cref="LedgerSummary"/>.</summary>
    public static Task SummaryAsync(HttpContext context, ServiceContext service)
    {
        var summary = service.Ledger.Summary();
        return Replies.WriteAsync(context, 200, json =>
        {
            json.WriteNumber("calls", summary.Calls);
            json.WriteNumber("carriedOut", summary.CarriedOut);
            json.WriteNumber("repeated", summary.Repeated);
            json.WriteNumber("turnedAway", summary.TurnedAway);
            json.WriteNumber("keysCarriedOutTwice", summary.KeysCarriedOutTwice);
            json.WriteNumber("accounts", summary.Accounts);
            json.WriteNumber(AccountStates.Throttled, summary.Throttled);
            json.WriteNumber(AccountStates.Challenged, summary.Challenged);
            json.WriteNumber(AccountStates.Suspended, summary.Suspended);
        });
    }

    /// <summary>
    /// <c>GET /admin/effects?account=&amp;key=&amp;after=&amp;limit=</c>: what was done, in order; at most 10,000 a
    /// page.
    /// </summary>
    public static Task EffectsAsync(HttpContext context, ServiceContext service)
    {
        var query = context.Request.Query;
        var most = Math.Clamp(Number(query["limit"], MaxEffects), 1, MaxEffects);
        var effects = service.Ledger.History(query["account"], query["key"], Number(query["after"], 0), (int)most);
        return Replies.WriteAsync(context, 200, json =>
        {
            json.WriteStartArray("effects");
            foreach (var done in effects)
            {
                json.WriteStartObject();
                json.WriteNumber("sequence", done.Sequence);
                Replies.WriteEffect(json, done);
                json.WriteString("reason", done.Call.Reason);
                Replies.WriteTime(json, "until", done.Call.UntilMicros);
                Replies.WriteOptional(json, "campaign", done.Call.Campaign);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }

    /// <summary><c>PUT /admin/account?account=</c>: tells what an account is.</summary>
    public static async Task KnowAsync(HttpContext context, ServiceContext service)
    {
        string? account = context.Request.Query["account"];
        if (!CallBody.IsAccount(account))
        {
            await Replies.ProblemAsync(context, 400, "account must be 1 to 128 bytes");
            return;
        }

        if (await ReadAsync(context) is not { } body)
        {
            return;
        }

        using (body)
        {
            var mistake = "";
            var created = CallBody.TextOf(body.RootElement, "created", ref mistake);
            var micros = 0L;
            if (created is not null && !Rfc3339.TryParse(Encoding.UTF8.GetBytes(created), out micros))
            {
                mistake = "created must be a time of RFC 3339";
            }

            var profile = new AccountProfile
            {
                Plan = CallBody.TextOf(body.RootElement, "plan", ref mistake),
                Country = CallBody.TextOf(body.RootElement, "country", ref mistake),
                Client = CallBody.TextOf(body.RootElement, "client", ref mistake),
                CreatedMicros = created is null ? null : micros,
            };
            if (mistake.Length > 0)
            {
                await Replies.ProblemAsync(context, 400, mistake);
            }
            else if (service.Ledger.Know(account!, profile))
            {
                context.Response.StatusCode = 204;
            }
            else
            {
                await Replies.ProblemAsync(context, 507, "there is no room for more");
            }
        }
    }

    /// <summary><c>GET /admin/faults</c>: what is ordered of each, and how many have come.</summary>
    public static Task FaultsAsync(HttpContext context, ServiceContext service) =>
        Replies.WriteAsync(context, 200, json =>
        {
            foreach (var (name, rule, count) in service.Faults.Read())
            {
                json.WriteStartObject(name);
                json.WriteNumber("share", rule.Share);
                json.WriteNumber("count", rule.Count);
                json.WriteNumber("came", count);
                json.WriteEndObject();
            }
        });

    /// <summary><c>PUT /admin/faults</c>: <c>{"drop-after":{"share":0.1},"error":{"count":3}}</c>.</summary>
    public static async Task OrderAsync(HttpContext context, ServiceContext service)
    {
        if (await ReadAsync(context) is not { } body)
        {
            return;
        }

        using (body)
        {
            var orders = body.RootElement.EnumerateObject()
                .Select(member => (member.Name, Rule: RuleOf(member.Value))).ToList();
            var wrong = orders.Find(order =>
                order.Rule is not { Mistake: null } || !FaultNames.All.Contains(order.Name));
            if (wrong.Name is not null)
            {
                await Replies.ProblemAsync(
                    context, 400,
                    $"'{wrong.Name}': a fault of {string.Join(", ", FaultNames.All)}, with share or count");
                return;
            }

            foreach (var (name, rule) in orders)
            {
                service.Faults.Order(name, rule!.Value);
            }

            context.Response.StatusCode = 204;
        }
    }

    /// <summary><c>DELETE /admin/faults</c>: all goes well from now on.</summary>
    public static Task ClearAsync(HttpContext context, ServiceContext service)
    {
        service.Faults.Clear();
        context.Response.StatusCode = 204;
        return Task.CompletedTask;
    }

    private static FaultRule? RuleOf(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var share = 0.0;
        var count = 0;
        foreach (var member in element.EnumerateObject())
        {
            var isNumber = member.Value.ValueKind == JsonValueKind.Number;
            if (!isNumber || (member.Name == "share" ? !member.Value.TryGetDouble(out share)
                : member.Name != "count" || !member.Value.TryGetInt32(out count)))
            {
                return null;
            }
        }

        return new FaultRule(share, count);
    }

    private static async Task<JsonDocument?> ReadAsync(HttpContext context)
    {
        try
        {
            var body = await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
            if (body.RootElement.ValueKind == JsonValueKind.Object)
            {
                return body;
            }

            body.Dispose();
        }
        catch (JsonException)
        {
            // Told below, as any other body that is no object.
        }

        await Replies.ProblemAsync(context, 400, "the body must be a JSON object");
        return null;
    }

    private static long Number(string? text, long otherwise) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
