using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Console.Api;

/// <summary>Reads the query of a request; every mistake is in <see cref="Errors"/>, with key and value.</summary>
internal sealed class QueryReader(IQueryCollection query)
{
    /// <summary>Most items of a page.</summary>
    public const int MaxLimit = 200;

    private const int DefaultLimit = 50;
    private const int MaxCursorChars = 1_024;
    private const int MaxShownChars = 64;

    private readonly List<string> _errors = [];

    public IReadOnlyList<string> Errors => _errors;

    /// <summary>A text of at most 128 bytes; null: it is not given.</summary>
    public string? Text(string key) => One(key) is not { } text ? null
        : Encoding.UTF8.GetByteCount(text) <= EventLimits.MaxAccountBytes && !text.Contains('\0') ? text
        : Wrong(key, text, $"must be at most {EventLimits.MaxAccountBytes} bytes, without U+0000");

    /// <summary>An account's name, which must be given.</summary>
    public string Name(string key = "name")
    {
        if (Text(key) is { Length: > 0 } name)
        {
            return name;
        }

        if (_errors.Count == 0)
        {
            Wrong(key, One(key) ?? "", "must be an account's name");
        }

        return "";
    }

    /// <summary>One of some words; the first of them where none is given.</summary>
    public string Word(string key, params ReadOnlySpan<string> allowed)
    {
        if (One(key) is not { Length: > 0 } text)
        {
            return allowed[0];
        }

        if (!allowed.Contains(text))
        {
            Wrong(key, text, $"must be {string.Join(", ", allowed!)}".TrimEnd(' ', ','));
        }

        return text;
    }

    public int Limit()
    {
        if (One("limit") is not { Length: > 0 } text)
        {
            return DefaultLimit;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
            && limit is >= 1 and <= MaxLimit)
        {
            return limit;
        }

        Wrong("limit", text, $"must be 1 to {MaxLimit}");
        return DefaultLimit;
    }

    /// <summary>Where the page before ended; null: this is the first.</summary>
    public PageCursor? After()
    {
        if (One("after") is not { Length: > 0 } text)
        {
            return null;
        }

        if (text.Length <= MaxCursorChars && PageCursor.TryParse(text) is { } cursor)
        {
            return cursor;
        }

        Wrong("after", text, "is no cursor that a list handed out");
        return null;
    }

    private string? One(string key)
    {
        var values = query[key];
        if (values.Count > 1)
        {
            Wrong(key, values[1] ?? "", "is given more than once");
        }

        return values.Count == 0 ? null : values[0];
    }

    private string? Wrong(string key, string value, string mistake)
    {
        _errors.Add($"{key} '{(value.Length > MaxShownChars ? value[..MaxShownChars] : value)}': {mistake}");
        return null;
    }
}
