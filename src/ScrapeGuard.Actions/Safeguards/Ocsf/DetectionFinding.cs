using System.Text.Json;
using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Actions.Safeguards.Ocsf;

/// <summary>
/// A safeguard event as a Detection Finding (class 2004) of OCSF <see cref="Version"/> with the profile
/// <c>security_control</c> (https://schema.ocsf.io/1.6.0/classes/detection_finding). Only attributes that 1.6 to 1.8
/// have, none of them deprecated. The decision stands whole in <c>evidences[0].data</c>; who acted, on which effect, in
/// <c>unmapped</c>.
/// </summary>
public static partial class DetectionFinding
{
    /// <summary>The version of OCSF that this is written to: the oldest that has every attribute used.</summary>
    public const string Version = "1.6.0";

    /// <summary>CloudEvents' <c>dataschema</c>.</summary>
    public const string Schema = "https://schema.ocsf.io/1.6.0/classes/detection_finding";

    private const int Class = 2004;
    private const int MicrosPerMilli = 1000;

    /// <summary>Writes one object as part of a larger document, attributes in a fixed order.</summary>
    public static void Write(Utf8JsonWriter json, SafeguardEvent told, SafeguardOptions options)
    {
        json.WriteStartObject();
        WriteClassification(json, told);
        WriteOutcome(json, told);
        WriteMetadata(json, told, options);
        WriteFindingInfo(json, told);
        if (told.Decision is not null)
        {
            WriteConfidence(json, told.Decision.Score);
            WritePolicy(json, told);
        }

        WriteEvidences(json, told);
        WriteObservables(json, told);
        WriteResources(json, told);
        WriteUnmapped(json, told);
        json.WriteEndObject();
    }

    private static void WriteClassification(Utf8JsonWriter json, SafeguardEvent told)
    {
        var activity = (int)told.Activity;
        var severity = FindingSeverity.Of(told);
        json.WriteNumber("activity_id"u8, activity);
        json.WriteString("activity_name"u8, told.Activity.ToString());
        json.WriteNumber("category_uid"u8, 2);
        json.WriteString("category_name"u8, "Findings"u8);
        json.WriteNumber("class_uid"u8, Class);
        json.WriteString("class_name"u8, "Detection Finding"u8);
        json.WriteNumber("type_uid"u8, (Class * 100) + activity);
        json.WriteString("type_name"u8, $"Detection Finding: {told.Activity}");
        json.WriteNumber("time"u8, Millis(told.TimeMicros));
        json.WriteNumber("timezone_offset"u8, 0);
        WriteNamed(json, "severity_id"u8, "severity"u8, severity);
        WriteNamed(json, "status_id"u8, "status"u8, Status(told.Activity));
        json.WriteString("status_code"u8, told.What);
        json.WriteString("status_detail"u8, Reason(told));
        json.WriteString("message"u8, $"{SafeguardText.Headline(told)}: {Reason(told)}");
        json.WriteBoolean("is_alert"u8, IsAlert(told, severity));
    }

    private static void WriteOutcome(Utf8JsonWriter json, SafeguardEvent told)
    {
        var outcome = FindingOutcome.Of(told);
        WriteNamed(json, "action_id"u8, "action"u8, outcome.Action);
        WriteNamed(json, "disposition_id"u8, "disposition"u8, outcome.Disposition);
        if (outcome.Remediation is not null)
        {
            json.WriteStartObject("remediation"u8);
            json.WriteString("desc"u8, outcome.Remediation);
            json.WriteEndObject();
        }
    }

    private static void WriteConfidence(Utf8JsonWriter json, double score)
    {
        var percent = (int)Math.Round(Math.Clamp(double.IsFinite(score) ? score : 0, 0, 1) * 100);
        var confidence = percent switch
        {
            < 50 => new Named(1, "Low"),
            < 80 => new Named(2, "Medium"),
            _ => new Named(3, "High"),
        };
        WriteNamed(json, "confidence_id"u8, "confidence"u8, confidence);
        json.WriteNumber("confidence_score"u8, percent);
    }

    private static void WritePolicy(Utf8JsonWriter json, SafeguardEvent told)
    {
        json.WriteStartObject("policy"u8);
        json.WriteString("name"u8, told.Decision!.Policy);
        json.WriteBoolean("is_applied"u8,
            told.Decision.Mode == PolicyMode.Enforce && told.What == SafeguardWhat.EffectDone);
        json.WriteEndObject();
    }

    // A closed case is settled, whoever was right; whether the account was restored is its disposition.
    private static Named Status(SafeguardActivity activity) => activity switch
    {
        SafeguardActivity.Create => new(1, "New"),
        SafeguardActivity.Update => new(2, "In Progress"),
        SafeguardActivity.Close => new(4, "Resolved"),
        _ => throw new ArgumentOutOfRangeException(nameof(activity), activity, message: null),
    };

    private static bool IsAlert(SafeguardEvent told, Named severity) =>
        told.What is SafeguardWhat.GuardTripped or SafeguardWhat.EffectFailed or SafeguardWhat.EffectHeld
        || (told.Activity == SafeguardActivity.Create && severity.Id >= FindingSeverity.Medium.Id);

    private static void WriteNamed(
        Utf8JsonWriter json, ReadOnlySpan<byte> idName, ReadOnlySpan<byte> captionName, Named value)
    {
        json.WriteNumber(idName, value.Id);
        json.WriteString(captionName, value.Caption);
    }

    private static string Reason(SafeguardEvent told) =>
        told.Reason.Length <= SafeguardText.LongestReason
        ? told.Reason
        : PlainText.Of(told.Reason, SafeguardText.LongestReason);

    // Rounds down before 1970 as well, so that order is kept.
    private static long Millis(long micros) => (long)Math.Floor((decimal)micros / MicrosPerMilli);
}
