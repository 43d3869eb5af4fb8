using System.Globalization;
using System.Text.Json;

namespace ScrapeGuard.Actions.Tests.Safeguards;

/// <summary>
/// OCSF 1.6.0, class 2004 with the profile security_control, written down from the schema as far as it is used: what is
/// required, the type of each attribute, the captions of each enumeration. What is not listed is an offence.
/// </summary>
internal static class DetectionFindingRules
{
    // s string, i integer, l timestamp in milliseconds, b boolean, j any JSON, * array of; ! after it: required.
    private static readonly Dictionary<string, string> Objects = new()
    {
        ["event"] = "activity_id:i! activity_name:s category_uid:i! category_name:s class_uid:i! class_name:s "
            + "type_uid:i! type_name:s time:l! timezone_offset:i severity_id:i! severity:s status_id:i "
            + "status:s status_code:s status_detail:s message:s is_alert:b action_id:i "
            + "action:s disposition_id:i disposition:s "
            + "remediation:remediation metadata:metadata! finding_info:finding_info! confidence_id:i confidence:s "
            + "confidence_score:i policy:policy evidences:*evidences observables:*observable "
            + "resources:*resource_details unmapped:j",
        ["remediation"] = "desc:s!",
        ["metadata"] = "version:s! profiles:*s product:product! uid:s event_code:s log_name:s log_provider:s "
            + "original_time:s correlation_uid:s",
        ["product"] = "name:s vendor_name:s version:s",
        ["finding_info"] = "uid:s! title:s types:*s created_time:l first_seen_time:l last_seen_time:l modified_time:l "
            + "analytic:analytic attacks:*attack tags:*key_value_object",
        ["analytic"] = "name:s type:s type_id:i! version:s",
        ["attack"] = "tactic:named technique:named version:s",
        ["named"] = "name:s uid:s",
        ["key_value_object"] = "name:s! values:*s",
        ["policy"] = "name:s is_applied:b",
        ["evidences"] = "actor:actor name:s uid:s data:j",
        ["actor"] = "user:user",
        ["user"] = "name:s uid:s type:s type_id:i",
        ["observable"] = "name:s type_id:i! value:s",
        ["resource_details"] = "name:s type:s role_id:i role:s data:j",
    };

    private static readonly Dictionary<string, string[]> Captions = new()
    {
        ["activity_id"] = ["1 Create", "2 Update", "3 Close"],
        ["severity_id"] = ["1 Informational", "2 Low", "3 Medium", "4 High", "5 Critical"],
        ["status_id"] = ["1 New", "2 In Progress", "4 Resolved"],
        ["confidence_id"] = ["1 Low", "2 Medium", "3 High"],
        ["action_id"] = ["0 Unknown", "1 Allowed", "2 Denied", "3 Observed", "4 Modified"],
        ["disposition_id"] =
        [
            "9 Restored", "14 Delayed", "15 Detected", "16 No Action", "17 Logged", "19 Alert", "23 Challenge",
            "24 Access Revoked", "27 Error",
        ],
        ["role_id"] = ["1 Target"],
        ["type_id"] = ["1 User", "2 Behavioral"],
        ["category_uid"] = ["2 Findings"],
        ["class_uid"] = ["2004 Detection Finding"],
    };

    /// <summary>What is wrong, one line an offence.</summary>
    public static IEnumerable<string> Offences(JsonElement finding)
    {
        foreach (var offence in OfObject("event", finding, ""))
        {
            yield return offence;
        }

        var type = (finding.GetProperty("class_uid").GetInt32() * 100) + finding.GetProperty("activity_id").GetInt32();
        if (finding.GetProperty("type_uid").GetInt32() != type)
        {
            yield return "type_uid is not class_uid * 100 + activity_id";
        }
    }

    private static IEnumerable<string> OfObject(string name, JsonElement value, string path)
    {
        var attributes = Objects[name].Split(' ').Select(a => a.Split(':'))
            .ToDictionary(a => a[0], a => a[1], StringComparer.Ordinal);
        var missing = attributes.Where(a => a.Value.EndsWith('!') && !value.TryGetProperty(a.Key, out _));
        var offences = missing.Select(a => $"{path}{a.Key} is required").ToList();
        foreach (var attribute in value.EnumerateObject())
        {
            var at = path + attribute.Name;
            if (!attributes.TryGetValue(attribute.Name, out var type))
            {
                offences.Add($"{at} is no attribute of {name}");
                continue;
            }

            offences.AddRange(OfValue(type.TrimEnd('!'), attribute.Value, at));
            offences.AddRange(OfCaption(value, attribute, at));
        }

        return offences;
    }

    private static IEnumerable<string> OfValue(string type, JsonElement value, string at)
    {
        if (type[0] == '*')
        {
            return value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0
                ? value.EnumerateArray().SelectMany((item, i) => OfValue(type[1..], item, $"{at}[{i}]"))
                : [$"{at} is no array, or an empty one"];
        }

        var right = type switch
        {
            "s" => value.ValueKind == JsonValueKind.String && value.GetString() != "",
            "i" => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out _),
            "l" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var t)
                && t is > 1_000_000_000_000 and < 10_000_000_000_000,
            "b" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "j" => value.ValueKind == JsonValueKind.Object,
            _ => value.ValueKind == JsonValueKind.Object && value.EnumerateObject().Any(),
        };
        return !right ? [$"{at} is {value}"] : Objects.ContainsKey(type) ? OfObject(type, value, $"{at}.") : [];
    }

    private static IEnumerable<string> OfCaption(JsonElement owner, JsonProperty attribute, string at)
    {
        if (!Captions.TryGetValue(attribute.Name, out var captions)
            || at.StartsWith("observables", StringComparison.Ordinal))
        {
            yield break;
        }

        var sibling = attribute.Name switch
        {
            "activity_id" => "activity_name",
            "category_uid" => "category_name",
            "class_uid" => "class_name",
            _ => attribute.Name[..^"_id".Length],
        };
        var caption = owner.GetProperty(sibling).GetString();
        var said = string.Create(CultureInfo.InvariantCulture, $"{attribute.Value.GetInt32()} {caption}");
        if (!captions.Contains(said, StringComparer.Ordinal))
        {
            yield return $"{at} is '{said}'";
        }
    }
}
