using System.Text.Json;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Time;

namespace ScrapeGuard.Actions.Safeguards.Ocsf;

public static partial class DetectionFinding
{
    private static void WriteMetadata(Utf8JsonWriter json, SafeguardEvent told, SafeguardOptions options)
    {
        json.WriteStartObject("metadata"u8);
        json.WriteString("version"u8, Version);
        json.WriteStartArray("profiles"u8);
        json.WriteStringValue("security_control"u8);
        json.WriteEndArray();
        json.WriteStartObject("product"u8);
        json.WriteString("name"u8, "ScrapeGuard"u8);
        json.WriteString("vendor_name"u8, "ScrapeGuard"u8);
        json.WriteString("version"u8, options.ProductVersion);
        json.WriteEndObject();
        json.WriteString("uid"u8, told.Id);
        json.WriteString("event_code"u8, told.What);
        json.WriteString("log_name"u8, "safeguard-events"u8);
        json.WriteString("log_provider"u8, "scrapeguard"u8);
        json.WriteString("original_time"u8, Rfc3339.Format(told.TimeMicros));
        json.WriteString("correlation_uid"u8, Campaign(told) ?? told.Case);
        json.WriteEndObject();
    }

    private static void WriteFindingInfo(Utf8JsonWriter json, SafeguardEvent told)
    {
        json.WriteStartObject("finding_info"u8);
        json.WriteString("uid"u8, told.Case);
        json.WriteString("title"u8, Title(told));
        json.WriteStartArray("types"u8);
        json.WriteStringValue("Scraping"u8);
        json.WriteEndArray();
        json.WriteNumber("created_time"u8, Millis(told.FirstSeenMicros));
        json.WriteNumber("first_seen_time"u8, Millis(told.FirstSeenMicros));
        json.WriteNumber("last_seen_time"u8, Millis(told.Decision?.TimeMicros ?? told.TimeMicros));
        json.WriteNumber("modified_time"u8, Millis(told.TimeMicros));
        WriteAnalytic(json, told.Decision);
        WriteAttacks(json, told.Decision);
        json.WriteStartArray("tags"u8);
        json.WriteStartObject();
        json.WriteString("name"u8, AutomatedThreat.Tag);
        json.WriteStartArray("values"u8);
        foreach (var threat in AutomatedThreat.Of(told))
        {
            json.WriteStringValue(threat);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteAnalytic(Utf8JsonWriter json, Decision? decision)
    {
        if (decision is null)
        {
            return;
        }

        json.WriteStartObject("analytic"u8);
        json.WriteString("name"u8, "Catalogue scraping"u8);
        json.WriteString("type"u8, "Behavioral"u8);
        json.WriteNumber("type_id"u8, 2);
        json.WriteString("version"u8, decision.Model);
        json.WriteEndObject();
    }

    private static void WriteAttacks(Utf8JsonWriter json, Decision? decision)
    {
        json.WriteStartArray("attacks"u8);
        foreach (var attack in Attack.Of(decision))
        {
            json.WriteStartObject();
            json.WriteStartObject("tactic"u8);
            json.WriteString("name"u8, attack.TacticName);
            json.WriteString("uid"u8, attack.Tactic);
            json.WriteEndObject();
            json.WriteStartObject("technique"u8);
            json.WriteString("name"u8, attack.Name);
            json.WriteString("uid"u8, attack.Technique);
            json.WriteEndObject();
            json.WriteString("version"u8, Attack.MatrixVersion);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteEvidences(Utf8JsonWriter json, SafeguardEvent told)
    {
        if (told.Account.Length == 0 && told.Decision is null)
        {
            return;
        }

        json.WriteStartArray("evidences"u8);
        json.WriteStartObject();
        if (told.Account.Length > 0)
        {
            json.WriteStartObject("actor"u8);
            WriteUser(json, "user"u8, told.Account);
            json.WriteEndObject();
        }

        if (told.Decision is not null)
        {
            json.WriteString("name"u8, "decision"u8);
            json.WriteString("uid"u8, told.Decision.Id);
            json.WritePropertyName("data"u8);
            DecisionJson.Write(json, told.Decision);
        }

        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteObservables(Utf8JsonWriter json, SafeguardEvent told)
    {
        if (told.Account.Length == 0)
        {
            return;
        }

        json.WriteStartArray("observables"u8);
        json.WriteStartObject();
        json.WriteString("name"u8, "evidences[].actor.user.uid"u8);
        json.WriteNumber("type_id"u8, 31);
        json.WriteString("value"u8, told.Account);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    /// <summary>What was aimed at is the catalogue; how much of it was served stands in its <c>data</c>.</summary>
    private static void WriteResources(Utf8JsonWriter json, SafeguardEvent told)
    {
        json.WriteStartArray("resources"u8);
        json.WriteStartObject();
        json.WriteString("name"u8, "catalogue"u8);
        json.WriteString("type"u8, "catalogue"u8);
        json.WriteNumber("role_id"u8, 1);
        json.WriteString("role"u8, "Target"u8);
        if (told.Decision is not null)
        {
            json.WriteStartObject("data"u8);
            json.WriteNumber("tracks"u8, told.Decision.Exposure.Tracks);
            json.WriteNumber("audioTracks"u8, told.Decision.Exposure.AudioTracks);
            json.WriteNumber("bytes"u8, told.Decision.Exposure.Bytes);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteUnmapped(Utf8JsonWriter json, SafeguardEvent told)
    {
        json.WriteStartObject("unmapped"u8);
        json.WriteString("actor"u8, told.Actor);
        WriteIfAny(json, "campaign"u8, Campaign(told));
        WriteIfAny(json, "effect"u8, told.Effect is { } kind ? SafeguardText.Effect(kind) : null);
        WriteIfAny(json, "effectId"u8, told.EffectId);
        json.WriteEndObject();
    }

    private static void WriteUser(Utf8JsonWriter json, ReadOnlySpan<byte> name, string account)
    {
        json.WriteStartObject(name);
        json.WriteString("name"u8, account);
        json.WriteString("uid"u8, account);
        json.WriteString("type"u8, "User"u8);
        json.WriteNumber("type_id"u8, 1);
        json.WriteEndObject();
    }

    private static void WriteIfAny(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static string Title(SafeguardEvent told)
    {
        if (told.What == SafeguardWhat.GuardTripped)
        {
            return "A budget of the guard is spent";
        }

        return Campaign(told) is null
            ? "Catalogue scraping by an account"
            : "Catalogue scraping by a campaign of accounts";
    }

    private static string? Campaign(SafeguardEvent told) => told.Campaign ?? told.Decision?.Campaign;
}
