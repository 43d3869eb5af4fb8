using ScrapeGuard.AccountService.Templates;

namespace ScrapeGuard.AccountService.Options;

/// <summary>Checks one call's template.</summary>
internal static class CallTemplateValidator
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

    public static void Check(string key, CallTemplate template, CallUse use, List<string> mistakes)
    {
        var placeholders = new List<Placeholder>();
        if (!Methods.Contains(template.Method, StringComparer.Ordinal))
        {
            mistakes.Add($"{key}:Method '{template.Method}': must be one of {string.Join(", ", Methods)}");
        }

        CheckUrl($"{key}:Url", template.Url, placeholders, mistakes);
        HeaderRules.Check($"{key}:Headers", template.Headers, mistakes);
        placeholders.AddRange(template.Headers.Values.SelectMany(value =>
            TextTemplate.Parse(value, out _)?.Placeholders ?? []));
        CheckBody($"{key}:Body", template, placeholders, mistakes);
        CheckStatuses(key, template, mistakes);
        CheckAnswer(key, template, mistakes);
        CheckPlaceholders(key, placeholders, template, use, mistakes);
    }

    private static void CheckUrl(string key, string url, List<Placeholder> placeholders, List<string> mistakes)
    {
        if (TextTemplate.Parse(url, out var mistake) is not { } parsed)
        {
            mistakes.Add($"{key} '{url}': {mistake}");
            return;
        }

        placeholders.AddRange(parsed.Placeholders);
        if (!url.StartsWith('/') || url.StartsWith("//", StringComparison.Ordinal))
        {
            mistakes.Add($"{key} '{url}': must start with one slash; "
                + $"the host is that of {AccountServiceOptionsValidator.Section}:BaseUrl");
        }
        else if (url.AsSpan().ContainsAny('#', '\\') || url.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            mistakes.Add($"{key} '{url}': must be visible ASCII without #, \\ and spaces");
        }
    }

    private static void CheckBody(
        string key, CallTemplate template, List<Placeholder> placeholders, List<string> mistakes)
    {
        if (string.IsNullOrEmpty(template.Body))
        {
            return;
        }

        if (template.Method == "GET")
        {
            mistakes.Add($"{key} '{template.Body}': can't stand beside the method GET");
        }

        if (JsonTemplate.Parse(template.Body, out var mistake) is { } body)
        {
            placeholders.AddRange(body.Placeholders);
        }
        else
        {
            mistakes.Add($"{key} '{template.Body}': {mistake}");
        }
    }

    private static void CheckStatuses(string key, CallTemplate template, List<string> mistakes)
    {
        var sets = new List<(string Name, StatusSet Set)>();
        foreach (var (name, text) in new[]
        {
            (nameof(template.Done), template.Done),
            (nameof(template.NotDone), template.NotDone),
            (nameof(template.Refused), template.Refused),
        })
        {
            if (StatusSet.Parse(text) is not { } set)
            {
                mistakes.Add($"{key}:{name} '{text}': must be statuses from 200 to 599, as in 200,404-410");
                continue;
            }

            mistakes.AddRange(from other in sets
                              let shared = set.Shared(other.Set)
                              where shared is not null
                              select $"{key}:{name} '{text}': {shared} stands in {key}:{other.Name} too");
            sets.Add((name, set));
        }

        if (sets is [{ Name: nameof(template.Done), Set.IsEmpty: true }, ..])
        {
            mistakes.Add($"{key}:{nameof(template.Done)} '{template.Done}': must name a status");
        }
    }

    private static void CheckAnswer(string key, CallTemplate template, List<string> mistakes)
    {
        if (template.Answer is not { } answer)
        {
            return;
        }

        if (JsonPointer.Parse(answer) is null)
        {
            mistakes.Add($"{key}:Answer '{answer}': must be a JSON pointer, as in /result/state");
        }

        if (string.IsNullOrWhiteSpace(template.DoneWords))
        {
            mistakes.Add($"{key}:DoneWords '{template.DoneWords}': must name a word");
        }

        foreach (var (name, words) in new[]
        {
            (nameof(template.DoneWords), template.DoneWords), (nameof(template.NotDoneWords), template.NotDoneWords),
        })
        {
            if (TextTemplate.Parse(words, out var mistake) is null)
            {
                mistakes.Add($"{key}:{name} '{words}': {mistake}");
            }
        }
    }

    /// <summary>A call that does not say whom it is about would be a call about anybody.</summary>
    private static void CheckPlaceholders(
        string key, List<Placeholder> placeholders, CallTemplate template, CallUse use, List<string> mistakes)
    {
        var hasSubject = placeholders.Contains(Placeholder.Account)
            || (use == CallUse.Ask && placeholders.Contains(Placeholder.Key));
        if (!hasSubject)
        {
            mistakes.Add($"{key}:Url '{template.Url}': must name {{account}}"
                + (use == CallUse.Ask ? " or {key}"
                    : use == CallUse.Effect ? ", here, in a header or in the body"
                    : ""));
        }

        if (use == CallUse.Profile && placeholders.Exists(placeholder => placeholder != Placeholder.Account))
        {
            mistakes.Add($"{key}:Url '{template.Url}': may name {{account}} alone");
        }
    }
}
