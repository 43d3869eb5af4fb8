using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ScrapeGuard.Console.Hosting;

namespace ScrapeGuard.Console.Api;

/// <summary>Serves the routes of the table, and nothing else.</summary>
internal static class Routes
{
    public const string Prefix = "/api/v1";

    public static void Map(IEndpointRouteBuilder app, ConsoleContext console)
    {
        var routes = RouteTable.Of(console);
        foreach (var route in routes)
        {
            app.MapMethods(Prefix + route.Path, [route.Method], ApiRunner.For(route, console));
        }

        var document = OpenApiWriter.Write(routes);
        app.MapGet(Prefix + OpenApiWriter.Path, (RequestDelegate)(async http =>
        {
            http.Response.ContentType = "application/json";
            await http.Response.Body.WriteAsync(document, http.RequestAborted);
        }));
        ProbePages.Map(app, console.Sources);
    }
}
