using System.Text.Json;
using ScrapeGuard.AccountService.Options;

namespace ScrapeGuard.AccountService.Templates;

/// <summary>A template that was read and found right; makes requests, and reads what answers mean.</summary>
internal sealed class CompiledCall
{
    private readonly string _base;
    private readonly HttpMethod _method;
    private readonly TextTemplate _url;
    private readonly List<(string Name, TextTemplate Value)> _headers;
    private readonly JsonTemplate? _body;
    private readonly StatusSet _done;
    private readonly StatusSet _notDone;
    private readonly StatusSet _refused;
    private readonly JsonPointer? _answer;
    private readonly TextTemplate _doneWords;
    private readonly TextTemplate _notDoneWords;

    /// <param name="baseUrl">Where the service is.</param>
    /// <param name="template">Must be valid.</param>
    /// <param name="headers">Headers of all calls, none of them secret.</param>
    public CompiledCall(string baseUrl, CallTemplate template, IReadOnlyDictionary<string, string> headers)
    {
        _base = baseUrl.TrimEnd('/');
        _method = new HttpMethod(template.Method);
        _url = Text(template.Url);
        _headers = [.. headers.Where(header => !template.Headers.ContainsKey(header.Key)).Concat(template.Headers)
            .Select(header => (header.Key, Text(header.Value)))];
        _body = string.IsNullOrEmpty(template.Body)
            ? null
            : JsonTemplate.Parse(template.Body, out var mistake)
                ?? throw new ArgumentException(mistake, nameof(template));
        (_done, _notDone, _refused) = (Set(template.Done), Set(template.NotDone), Set(template.Refused));
        _answer = template.Answer is { } answer ? JsonPointer.Parse(answer) : null;
        (_doneWords, _notDoneWords) = (Text(template.DoneWords), Text(template.NotDoneWords));
    }

    /// <summary>True when the answer's body has to be read to know what it means.</summary>
    public bool NeedsBody(int status) => _answer is not null && (_done.Contains(status) || _notDone.Contains(status));

    /// <summary>
    /// The request, without its secrets; null when a value can't stand where the template has it: a URL would read
    /// <c>..</c> as a step up.
    /// </summary>
    public HttpRequestMessage? Request(in TemplateValues values)
    {
        var text = _base + _url.Render(values, Uri.EscapeDataString);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || !BaseAddress.IsSentAsItStands(text, uri))
        {
            return null;
        }

        var request = new HttpRequestMessage(_method, uri);
        foreach (var (name, value) in _headers)
        {
            request.Headers.TryAddWithoutValidation(name, value.Render(values, Uri.EscapeDataString));
        }

        return request;
    }

    /// <summary>The body of the request; empty when the template has none.</summary>
    public ReadOnlyMemory<byte> Body(in TemplateValues values) => _body?.Render(values) ?? default;

    /// <summary>True when the template has a body.</summary>
    public bool HasBody => _body is not null;

    /// <summary>True when questions of this kind have no body at all.</summary>
    public bool IsGet => _method == HttpMethod.Get;

    /// <summary>What an answer means.</summary>
    /// <param name="status">The status.</param>
    /// <param name="body">The body; empty when it was not needed, or not read to its end.</param>
    /// <param name="values">What was asked about.</param>
    public Meaning Read(int status, ReadOnlyMemory<byte> body, in TemplateValues values)
    {
        if (_refused.Contains(status))
        {
            return Meaning.Refused;
        }

        var isDone = _done.Contains(status);
        if (!isDone && !_notDone.Contains(status))
        {
            return Meaning.Unknown;
        }

        // A service that is too busy to act may be too busy to explain itself: what it says needs no word.
        if (_answer is null || status is 401 or 407 or 425 or 429)
        {
            return isDone ? Meaning.Done : Meaning.NotDone;
        }

        return WordIn(body) is not { } word ? Meaning.Unknown
            : Names(_doneWords, word, values) ? Meaning.Done
            : Names(_notDoneWords, word, values) ? Meaning.NotDone
            : Meaning.Unknown;
    }

    private static TextTemplate Text(string text) =>
        TextTemplate.Parse(text, out var mistake) ?? throw new ArgumentException(mistake, nameof(text));

    private static StatusSet Set(string text) =>
        StatusSet.Parse(text) ?? throw new ArgumentException("is no set of statuses", nameof(text));

    private static bool Names(TextTemplate words, string word, in TemplateValues values) =>
        words.Render(values, static value => value).Split(',', StringSplitOptions.TrimEntries)
            .Contains(word, StringComparer.Ordinal);

    private string? WordIn(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return _answer!.Find(document.RootElement) switch
            {
                { ValueKind: JsonValueKind.String } text => text.GetString(),
                { ValueKind: JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False } plain =>
                    plain.GetRawText(),
                _ => null,
            };
        }
        catch (JsonException)
        {
            // Not the service that was meant, or not all of its answer: it tells nothing.
            return null;
        }
    }
}
