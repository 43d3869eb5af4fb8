using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ScrapeGuard.AccountService.Templates;

namespace ScrapeGuard.AccountService.Reference.Http;

/// <summary>The pages of the reference service.</summary>
internal static class Routes
{
    public const string AdminPrefix = "/admin/";
    public const string Document = "/openapi.json";

    public static void Map(IEndpointRouteBuilder app, ServiceContext service)
    {
        foreach (var kind in EffectWords.Kinds)
        {
            app.MapPost($"/v1/{EffectWords.Of(kind)}", Guarded(service, (context, shared) =>
                EffectPages.ApplyAsync(context, shared, kind)));
        }

        app.MapGet("/v1/effects/{key}", Guarded(service, QuestionPages.EffectAsync));
        app.MapGet("/v1/account", Guarded(service, QuestionPages.AccountAsync));
        app.MapGet(Document, (RequestDelegate)(context => OpenApiDocument.WriteAsync(context.Response)));
        app.MapGet("/admin/summary", Guarded(service, AdminPages.SummaryAsync));
        app.MapGet("/admin/effects", Guarded(service, AdminPages.EffectsAsync));
        app.MapPut("/admin/account", Guarded(service, AdminPages.KnowAsync));
        app.MapGet("/admin/faults", Guarded(service, AdminPages.FaultsAsync));
        app.MapPut("/admin/faults", Guarded(service, AdminPages.OrderAsync));
        app.MapDelete("/admin/faults", Guarded(service, AdminPages.ClearAsync));
    }

    private static RequestDelegate Guarded(ServiceContext service, Func<HttpContext, ServiceContext, Task> page) =>
        async context =>
        {
            var token = service.Token?.Read(out _);
            if (service.Token is not null && (token is null || context.Request.Headers.Authorization != token))
            {
                context.Response.Headers.WWWAuthenticate = "Bearer";
                await Replies.ProblemAsync(context, 401, "the Authorization is not right");
                return;
            }

            try
            {
                await page(context, service);
            }
            catch (OperationCanceledException)
                when (context.RequestAborted.IsCancellationRequested || service.Stopping.IsCancellationRequested)
            {
                // The caller has gone, or all ends: there is nobody to answer.
                context.Abort();
            }
        };
}
