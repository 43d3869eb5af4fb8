using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ScrapeGuard.Core.Time;

namespace ScrapeGuard.Console.Api;

/// <summary>Reads the JSON object of a request; every mistake is in <see cref="Errors"/>, with key and value.</summary>
internal sealed class BodyReader : IDisposable
{
    /// <summary>Longest body, in bytes.</summary>
    public const int MaxBytes = 64 << 10;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    private readonly JsonDocument? _document;
    private readonly List<string> _errors = [];

    private BodyReader(JsonDocument? document, string? mistake)
    {
        _document = document;
        if (mistake is not null)
        {
            _errors.Add(mistake);
        }
    }

    public IReadOnlyList<string> Errors => _errors;

    /// <summary>Reads a body.</summary>
    /// <exception cref="BadHttpRequestException">It is longer than <see cref="MaxBytes"/>.</exception>
    public static async Task<BodyReader> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        // Only what a page of another site cannot send without being asked first.
        if (!request.HasJsonContentType())
        {
            return new BodyReader(document: null, $"Content-Type '{request.ContentType}': must be application/json");
        }

        try
        {
            var document = await JsonDocument.ParseAsync(request.Body, Strict, cancellation);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return new BodyReader(document, mistake: null);
            }

            document.Dispose();
            return new BodyReader(document: null, "the body must be an object");
        }
        catch (JsonException)
        {
            return new BodyReader(document: null, "the body is no JSON");
        }
    }

    /// <summary>A text; null where it is not given, or is wrong.</summary>
    public string? Text(string key, int maxChars, bool isMust = false)
    {
        if (_document?.RootElement.TryGetProperty(key, out var value) != true || value.ValueKind == JsonValueKind.Null)
        {
            return isMust ? Wrong(key, "is missing") : null;
        }

        var text = value.ValueKind == JsonValueKind.String ? PlainText(value) : null;
        return text is null || text.Contains('\0') ? Wrong(key, "must be a text")
            : isMust && string.IsNullOrWhiteSpace(text) ? Wrong(key, "must not be empty")
            : text.Length > maxChars ? Wrong(key, $"must be at most {maxChars} characters")
            : text;
    }

    /// <summary>A time, in microseconds since 1970; null where it is not given, or is wrong.</summary>
    public long? Time(string key)
    {
        if (Text(key, 64) is not { } text)
        {
            return null;
        }

        if (Rfc3339.TryParse(Encoding.UTF8.GetBytes(text), out var micros))
        {
            return micros;
        }

        Wrong(key, "must be a time such as 2026-01-05T00:00:00Z");
        return null;
    }

    /// <summary>true or false, which must be given.</summary>
    public bool Flag(string key)
    {
        if (_document?.RootElement.TryGetProperty(key, out var value) == true
            && value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return value.ValueKind == JsonValueKind.True;
        }

        Wrong(key, "must be true or false");
        return false;
    }

    public void Dispose() => _document?.Dispose();

    private static string? PlainText(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair.
            return null;
        }
    }

    private string? Wrong(string key, string mistake)
    {
        // One mistake of the whole body says it all.
        if (_document is not null || _errors.Count == 0)
        {
            _errors.Add($"{key}: {mistake}");
        }

        return null;
    }
}
