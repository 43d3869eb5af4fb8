using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ScrapeGuard.Core.Time;

namespace ScrapeGuard.AccountService.Tests.Reference;

/// <summary>The part of JSON Schema that the document uses; what it does not know, it complains of.</summary>
internal static class SchemaCheck
{
    private static readonly string[] Notes = ["description", "$ref"];

    /// <param name="root">The document, for references.</param>
    /// <param name="schema">The schema.</param>
    /// <param name="value">The value.</param>
    /// <param name="at">Where it stands.</param>
    /// <param name="isClosed">Members that the schema does not name are complained of.</param>
    public static IEnumerable<string> Complaints(
        JsonElement root, JsonElement schema, JsonElement value, string at, bool isClosed = false)
    {
        var complaints = new List<string>();
        if (schema.TryGetProperty("$ref", out var reference))
        {
            complaints.AddRange(Complaints(root, Resolve(root, reference.GetString()!), value, at, isClosed));
        }

        foreach (var rule in schema.EnumerateObject().Where(rule => !Notes.Contains(rule.Name)))
        {
            var isGood = rule.Name switch
            {
                "type" => IsOfType(rule.Value.GetString()!, value),
                "required" => rule.Value.EnumerateArray().All(name => value.TryGetProperty(name.GetString()!, out _)),
                "enum" => rule.Value.EnumerateArray().Any(word => word.GetString() == value.GetString()),
                "minLength" => value.GetString()!.Length >= rule.Value.GetInt32(),
                "maxLength" => value.GetString()!.Length <= rule.Value.GetInt32(),
                "minimum" => value.GetDouble() >= rule.Value.GetDouble(),
                "pattern" => Regex.IsMatch(value.GetString()!, rule.Value.GetString()!),
                "format" => Rfc3339.TryParse(Encoding.UTF8.GetBytes(value.GetString()!), out _),
                "properties" => true,
                _ => false,
            };
            if (!isGood)
            {
                complaints.Add($"{at}: {rule.Name} {rule.Value}: {value}");
            }
        }

        if (schema.TryGetProperty("properties", out var properties) && value.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in value.EnumerateObject())
            {
                if (properties.TryGetProperty(member.Name, out var inner))
                {
                    complaints.AddRange(Complaints(root, inner, member.Value, $"{at}/{member.Name}", isClosed));
                }
                else if (isClosed)
                {
                    complaints.Add($"{at}/{member.Name} is not in the schema");
                }
            }
        }

        return complaints;
    }

    /// <summary>What a reference within the document leads to.</summary>
    public static JsonElement Resolve(JsonElement root, string reference) =>
        reference.Split('/').Skip(1).Aggregate(root, (element, name) => element.GetProperty(name));

    private static bool IsOfType(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "string" => value.ValueKind == JsonValueKind.String,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        _ => false,
    };
}
