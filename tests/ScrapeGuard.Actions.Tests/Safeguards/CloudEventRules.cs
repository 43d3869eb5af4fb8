using System.Text;
using System.Text.Json;
using ScrapeGuard.Core.Time;

namespace ScrapeGuard.Actions.Tests.Safeguards;

/// <summary>The rules of CloudEvents 1.0.2 for events in JSON, from the text of the specification.</summary>
internal static class CloudEventRules
{
    private static readonly HashSet<string> Known =
    [
        "specversion", "id", "source", "type", "subject", "time", "datacontenttype", "dataschema", "data",
    ];

    /// <summary>What is wrong, one line an offence.</summary>
    public static IEnumerable<string> Offences(JsonElement told)
    {
        foreach (var required in (string[])["specversion", "id", "source", "type"])
        {
            if (!told.TryGetProperty(required, out var value) || value.GetString() is null or "")
            {
                yield return $"{required} is required, and a non-empty string";
            }
        }

        foreach (var attribute in told.EnumerateObject().Where(a => a.Name != "data"))
        {
            foreach (var offence in OfAttribute(attribute))
            {
                yield return offence;
            }
        }
    }

    private static IEnumerable<string> OfAttribute(JsonProperty attribute)
    {
        var text = attribute.Value.ValueKind == JsonValueKind.String ? attribute.Value.GetString()! : "";
        if (!Known.Contains(attribute.Name) || !attribute.Name.All(char.IsAsciiLetterOrDigit))
        {
            yield return $"{attribute.Name} is no attribute";
        }

        if (text.Length == 0 || text.EnumerateRunes().Any(Disallowed))
        {
            yield return $"{attribute.Name} is empty, or holds what a String must not";
        }

        var right = attribute.Name switch
        {
            "specversion" => text == "1.0",
            "source" or "dataschema" => Uri.IsWellFormedUriString(text, UriKind.Absolute),
            "type" => text.StartsWith("org.scrapeguard.", StringComparison.Ordinal),
            "time" => Rfc3339.TryParse(Encoding.UTF8.GetBytes(text), out _),
            "datacontenttype" => text == "application/json",
            _ => true,
        };
        if (!right)
        {
            yield return $"{attribute.Name} is '{text}'";
        }
    }

    private static bool Disallowed(Rune rune) =>
        rune.Value <= 0x1F || rune.Value is >= 0x7F and <= 0x9F || rune.Value is >= 0xFDD0 and <= 0xFDEF
        || rune.Value % 0x10000 is 0xFFFE or 0xFFFF;
}
