using System.Globalization;
using System.Text;
using System.Text.Json;
using ScrapeGuard.Cli.Evaluating;

namespace ScrapeGuard.Cli.Training;

/// <summary>
/// Reads analysts' verdicts: NDJSON, gzip or not,
/// <c>{"account","verdict":"person"|"scraper","from","to","by","why"}</c>, from, to and why optional. A later line on
/// an account stands for the earlier ones: analysts change their minds, and the file is appended to.
/// </summary>
internal static class AnalystVerdictReader
{
    /// <summary>More accounts than this are refused.</summary>
    public const int MaxAccounts = 1_000_000;

    private const int MaxAccountBytes = 128;
    private const int MaxByChars = 256;
    private const int MaxWhyChars = 4_096;

    /// <summary>
    /// The last verdict on each account; mistakes go to <paramref name="errors"/>, each with file, line, key and value.
    /// </summary>
    public static IReadOnlyDictionary<string, AnalystVerdict> Read(Stream stream, string name, List<string> errors)
    {
        var verdicts = new Dictionary<string, AnalystVerdict>(StringComparer.Ordinal);
        errors.AddRange(LabelLines.Read(stream, name, line =>
        {
            if (ReadLine(line, out var mistake) is not { } verdict)
            {
                return mistake;
            }

            if (verdicts.Count == MaxAccounts && !verdicts.ContainsKey(verdict.Account))
            {
                return $"account: is one more than {MaxAccounts}";
            }

            verdicts[verdict.Account] = verdict;
            return null;
        }));
        return verdicts;
    }

    private static AnalystVerdict? ReadLine(ReadOnlyMemory<byte> text, out string? mistake)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var line = document.RootElement;
            if (line.ValueKind != JsonValueKind.Object)
            {
                mistake = "is no JSON object";
                return null;
            }

            var account = Text(line, "account", MaxAccountBytes, isMust: true, out mistake);
            var verdict = mistake is null ? Text(line, "verdict", MaxByChars, isMust: true, out mistake) : "";
            if (mistake is null && verdict is not (AnalystVerdict.Person or AnalystVerdict.Scraper))
            {
                mistake = $"verdict '{verdict}': must be {AnalystVerdict.Person} or {AnalystVerdict.Scraper}";
            }

            var from = mistake is null ? Time(line, "from", out mistake) : null;
            var to = mistake is null ? Time(line, "to", out mistake) : null;
            if (mistake is null && to < from)
            {
                mistake = $"to '{to:O}': is before from";
            }

            var by = mistake is null ? Text(line, "by", MaxByChars, isMust: true, out mistake) : "";
            var why = mistake is null ? Text(line, "why", MaxWhyChars, isMust: false, out mistake) : "";
            var isScraper = string.Equals(verdict, AnalystVerdict.Scraper, StringComparison.Ordinal);
            return mistake is null ? new AnalystVerdict(account, isScraper, from, to, by, why) : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // A text of broken UTF-8 or half a surrogate pair is the second.
            mistake = "is no JSON object";
            return null;
        }
    }

    private static string Text(JsonElement line, string key, int most, bool isMust, out string? mistake)
    {
        if (!line.TryGetProperty(key, out var value))
        {
            mistake = isMust ? $"{key}: is missing" : null;
            return "";
        }

        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : null;
        mistake = text is null || (isMust && text.Length == 0) ? $"{key}: must be a text"
            : Encoding.UTF8.GetByteCount(text) > most ? $"{key}: has more than {most} bytes"
            : null;
        return text ?? "";
    }

    private static DateTimeOffset? Time(JsonElement line, string key, out string? mistake)
    {
        var text = Text(line, key, MaxByChars, isMust: false, out mistake);
        if (mistake is not null || text.Length == 0)
        {
            return null;
        }

        if (DateTimeOffset.TryParse(
                text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            && text.Contains('T', StringComparison.Ordinal))
        {
            return time;
        }

        mistake = $"{key} '{text}': must be a time, as 2026-01-31T09:30:00Z";
        return null;
    }
}
