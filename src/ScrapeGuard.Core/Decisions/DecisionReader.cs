using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Core.Time;

namespace ScrapeGuard.Core.Decisions;

/// <summary>Reads what <see cref="DecisionJson"/> writes; members that are not known are passed over.</summary>
public static class DecisionReader
{
    /// <summary>Longest decision: 64 KiB, as of an event.</summary>
    public const int MaxBytes = EventLimits.MaxLineBytes;

    /// <summary>Most reasons of a decision.</summary>
    public const int MaxReasons = 1_000;

    private const int MaxTextBytes = 1_024;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    /// <summary>Reads one object.</summary>
    /// <param name="json">UTF-8.</param>
    /// <param name="decision">The decision; null when it is none.</param>
    /// <returns>What is wrong; <see cref="DecisionError.None"/> when nothing is.</returns>
    public static DecisionError Read(ReadOnlySpan<byte> json, out Decision? decision)
    {
        decision = null;
        if (json.Length > MaxBytes)
        {
            return DecisionError.TooLong;
        }

        try
        {
            using var document = JsonDocument.Parse(json.ToArray(), Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? Read(document.RootElement, out decision)
                : DecisionError.BadJson;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The second is of a name that is no UTF-8.
            return DecisionError.BadJson;
        }
    }

    /// <summary>Reads an object that is part of a larger document.</summary>
    public static DecisionError Read(JsonElement root, out Decision? decision)
    {
        decision = null;
        // It stands in headers and logs: visible ASCII.
        if (TextOf(root, "id", EventLimits.MaxIdBytes) is not { Length: > 0 } id
            || id.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            return DecisionError.BadId;
        }

        if (TextOf(root, "time", MaxTextBytes) is not { } time
            || !Rfc3339.TryParse(Encoding.UTF8.GetBytes(time), out var micros))
        {
            return DecisionError.BadTime;
        }

        if (TextOf(root, "account", EventLimits.MaxAccountBytes) is not { Length: > 0 } account)
        {
            return DecisionError.BadAccount;
        }

        if (!VerdictNames.TryParse(TextOf(root, "verdict", MaxTextBytes), out var verdict) || verdict == Verdict.None)
        {
            return DecisionError.BadVerdict;
        }

        PolicyMode? mode = TextOf(root, "mode", MaxTextBytes) switch
        {
            "enforce" => PolicyMode.Enforce,
            "shadow" => PolicyMode.Shadow,
            _ => null,
        };
        if (mode is null)
        {
            return DecisionError.BadMode;
        }

        if (NumberOf(root, "score") is not (>= 0 and <= 1 and var score) || ReasonsOf(root) is not { } reasons
            || ExposureOf(root) is not { } exposure || !TryText(root, "campaign", out var campaign)
            || !TryText(root, "model", out var model) || !TryText(root, "policy", out var policy))
        {
            return DecisionError.BadMember;
        }

        decision = new Decision
        {
            Id = id,
            TimeMicros = micros,
            Account = account,
            Verdict = verdict,
            Score = score,
            Reasons = reasons,
            Campaign = campaign,
            Exposure = exposure,
            Model = model ?? "",
            Policy = policy ?? "",
            Mode = mode.Value,
        };
        return DecisionError.None;
    }

    private static ImmutableArray<Reason>? ReasonsOf(JsonElement root)
    {
        if (!root.TryGetProperty("reasons", out var reasons) || reasons.ValueKind == JsonValueKind.Null)
        {
            return [];
        }

        if (reasons.ValueKind != JsonValueKind.Array || reasons.GetArrayLength() > MaxReasons)
        {
            return null;
        }

        var read = ImmutableArray.CreateBuilder<Reason>(reasons.GetArrayLength());
        foreach (var reason in reasons.EnumerateArray())
        {
            if (reason.ValueKind != JsonValueKind.Object || TextOf(reason, "code", MaxTextBytes) is not { } code
                || NumberOf(reason, "value") is not { } value || NumberOf(reason, "expected") is not { } expected
                || NumberOf(reason, "weight") is not { } weight)
            {
                return null;
            }

            read.Add(new Reason(code, value, expected, weight));
        }

        return read.MoveToImmutable();
    }

    private static Exposure? ExposureOf(JsonElement root)
    {
        if (!root.TryGetProperty("exposure", out var exposure) || exposure.ValueKind == JsonValueKind.Null)
        {
            return default(Exposure);
        }

        return exposure.ValueKind == JsonValueKind.Object && CountOf(exposure, "tracks") is { } tracks
            && CountOf(exposure, "audioTracks") is { } audioTracks && CountOf(exposure, "bytes") is { } bytes
                ? new Exposure(tracks, audioTracks, bytes)
                : null;
    }

    private static long? CountOf(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
            && value.TryGetInt64(out var count) && count >= 0
                ? count
                : null;

    private static double? NumberOf(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
            && value.TryGetDouble(out var number) && double.IsFinite(number)
                ? number
                : null;

    /// <summary>False for what is there and no text; what is not there, or null, is no text and no mistake.</summary>
    private static bool TryText(JsonElement root, string name, out string? text)
    {
        text = null;
        if (!root.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return true;
        }

        text = TextOf(root, name, MaxTextBytes);
        return text is not null;
    }

    private static string? TextOf(JsonElement element, string name, int maxBytes)
    {
        if (!element.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        try
        {
            var text = value.GetString()!;
            return Encoding.UTF8.GetByteCount(text) <= maxBytes && !text.Contains('\0', StringComparison.Ordinal)
                ? text
                : null;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair.
            return null;
        }
    }
}
