using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using ScrapeGuard.Console.SignIn;
using ScrapeGuard.Core.Decisions;

namespace ScrapeGuard.Console.Api;

/// <summary>
/// Describes the API (OpenAPI 3.1) out of the table that serves it, so that what is described is what there is.
/// </summary>
internal static class OpenApiWriter
{
    public const string Path = "/openapi.json";

    private static readonly JsonSchemaExporterOptions Exporting = new()
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = (context, node) => Plain(context.TypeInfo.Type, node),
    };

    public static byte[] Write(IReadOnlyList<ApiRoute> routes)
    {
        var paths = new JsonObject();
        foreach (var group in routes.GroupBy(route => Routes.Prefix + route.Path))
        {
            var path = new JsonObject();
            foreach (var route in group)
            {
                path[route.Method.ToLowerInvariant()] = Operation(route);
            }

            paths[group.Key] = path;
        }

        paths[Routes.Prefix + Path] = new JsonObject
        {
            ["get"] = new JsonObject
            {
                ["summary"] = "This document.",
                ["security"] = new JsonArray(),
                ["responses"] = new JsonObject { ["200"] = Answer("The document.", "application/json", schema: null) },
            },
        };
        return JsonSerializer.SerializeToUtf8Bytes(new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = "ScrapeGuard console",
                ["version"] = "1",
                ["description"] = "What the security team sees and orders. Mistakes are problem documents (RFC 9457).",
            },
            ["security"] = new JsonArray(
                new JsonObject { ["session"] = new JsonArray() }, new JsonObject { ["key"] = new JsonArray() },
                new JsonObject { ["token"] = new JsonArray() }),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["securitySchemes"] = Schemes(),
                ["schemas"] = new JsonObject { ["Problem"] = SchemaOf(typeof(ProblemView)) },
            },
        });
    }

    private static JsonObject Operation(ApiRoute route)
    {
        var operation = new JsonObject { ["summary"] = route.Summary };
        if (route.Least is { } least)
        {
            operation["description"] = $"Role: {RoleWords.Of(least)} or above."
                + (route.IsWrite ? $" From a browser's session with the header {Gate.WriteHeader}: 1." : "");
        }
        else
        {
            operation["security"] = new JsonArray();
        }

        var parameters = new JsonArray([.. route.Query.Select(Parameter)]);
        if (route.Path.Contains("{id}", StringComparison.Ordinal))
        {
            parameters.Insert(0, new JsonObject
            {
                ["name"] = "id",
                ["in"] = "path",
                ["required"] = true,
                ["schema"] = new JsonObject { ["type"] = "string" },
            });
        }

        if (parameters.Count > 0)
        {
            operation["parameters"] = parameters;
        }

        if (route.Body is { } body)
        {
            operation["requestBody"] = new JsonObject
            {
                ["required"] = true,
                ["content"] = new JsonObject { ["application/json"] = Schema(SchemaOf(body)) },
            };
        }

        operation["responses"] = Responses(route);
        return operation;
    }

    private static JsonObject Responses(ApiRoute route)
    {
        var responses = new JsonObject
        {
            [route.Status.ToString(CultureInfo.InvariantCulture)] = Answer("All is well.", route.Media
                ?? "application/json", route.Answer is { } answer ? SchemaOf(answer) : null),
        };
        foreach (var (status, text) in new[]
        {
            ("400", "The request is not right; every mistake is named."), ("401", "Nobody is signed in."),
            ("403", "The role is too low, or a header is missing."), ("404", "There is no such thing."),
            ("429", "Too many sign-ins failed, or too much is asked at once."), ("503", "The database is away."),
        })
        {
            responses[status] = Answer(text, "application/problem+json", new JsonObject
            {
                ["$ref"] = "#/components/schemas/Problem",
            });
        }

        return responses;
    }

    private static JsonObject Answer(string text, string media, JsonNode? schema) => new()
    {
        ["description"] = text,
        ["content"] = new JsonObject { [media] = schema is null ? new JsonObject() : Schema(schema) },
    };

    private static JsonObject Schema(JsonNode schema) => new() { ["schema"] = schema };

    private static JsonNode Parameter(ApiParameter parameter)
    {
        var schema = new JsonObject { ["type"] = parameter.Name == "limit" ? "integer" : "string" };
        if (parameter.Words is { } words)
        {
            schema["enum"] = new JsonArray([.. words.Select(word => (JsonNode)word)]);
        }

        return new JsonObject
        {
            ["name"] = parameter.Name,
            ["in"] = "query",
            ["required"] = parameter.IsMust,
            ["description"] = parameter.Description,
            ["schema"] = schema,
        };
    }

    private static JsonObject Schemes() => new()
    {
        ["session"] = new JsonObject { ["type"] = "apiKey", ["in"] = "cookie", ["name"] = Gate.Cookie },
        ["key"] = new JsonObject { ["type"] = "apiKey", ["in"] = "header", ["name"] = Gate.KeyHeader },
        ["token"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer", ["bearerFormat"] = "JWT" },
    };

    private static JsonNode SchemaOf(Type type) => ApiJson.Options.GetJsonSchemaAsNode(type, Exporting);

    /// <summary>Types that write themselves.</summary>
    private static JsonNode Plain(Type type, JsonNode node) =>
        type == typeof(Moment) || type == typeof(Moment?)
            ? new JsonObject { ["type"] = "string", ["format"] = "date-time" }
        : type == typeof(Decision) ? new JsonObject { ["type"] = "object" }
        : node;
}
