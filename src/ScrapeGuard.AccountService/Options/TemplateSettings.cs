using ScrapeGuard.Actions.Effects;

namespace ScrapeGuard.AccountService.Options;

/// <summary>The settings of one template, by name: <c>AccountService:Suspend:Url</c>.</summary>
internal static class TemplateSettings
{
    public const string Headers = "Headers";
    private const string Url = nameof(CallTemplate.Url);
    private const string Answer = nameof(CallTemplate.Answer);

    private static readonly Dictionary<string, Func<CallTemplate, string, CallTemplate>> Setters = new(
        StringComparer.OrdinalIgnoreCase)
    {
        [nameof(CallTemplate.Method)] = static (template, text) => template with { Method = text },
        [Url] = static (template, text) => template with { Url = text },
        [nameof(CallTemplate.Body)] = static (template, text) => template with { Body = text },
        [nameof(CallTemplate.Done)] = static (template, text) => template with { Done = text },
        [nameof(CallTemplate.NotDone)] = static (template, text) => template with { NotDone = text },
        [nameof(CallTemplate.Refused)] = static (template, text) => template with { Refused = text },
        [Answer] = static (template, text) => template with { Answer = text.Length == 0 ? null : text },
        [nameof(CallTemplate.DoneWords)] = static (template, text) => template with { DoneWords = text },
        [nameof(CallTemplate.NotDoneWords)] = static (template, text) => template with { NotDoneWords = text },
    };

    private static readonly Dictionary<string, Func<AccountServiceOptions, CallTemplate>> Readers = new(
        StringComparer.OrdinalIgnoreCase)
    {
        [nameof(EffectKind.Throttle)] = static options => options.Throttle,
        [nameof(EffectKind.Challenge)] = static options => options.Challenge,
        [nameof(EffectKind.Suspend)] = static options => options.Suspend,
        [nameof(EffectKind.Restore)] = static options => options.Restore,
        [nameof(AccountServiceOptions.Ask)] = static options => options.Ask,
        [nameof(AccountServiceOptions.Profile)] = static options => options.Profile,
    };

    /// <summary>The templates, as they are spelled.</summary>
    public static IReadOnlyCollection<string> Templates => Readers.Keys;

    /// <summary>The settings of each, besides its headers, as they are spelled.</summary>
    public static IReadOnlyCollection<string> Names => Setters.Keys;

    /// <summary>Sets one setting of a template; both names are right.</summary>
    public static AccountServiceOptions Set(AccountServiceOptions options, string template, string name, string text)
    {
        var old = Readers[template](options);
        return Put(options, template, Setters[name](old, text));
    }

    /// <summary>Sets a header of a template.</summary>
    public static AccountServiceOptions SetHeader(
        AccountServiceOptions options, string template, string header, string text)
    {
        var old = Readers[template](options);
        return Put(options, template, old with { Headers = old.Headers.SetItem(header, text) });
    }

    /// <summary>
    /// A template with a URL of its own is another service's: it is not to answer with the words of the reference
    /// service unless that is said.
    /// </summary>
    public static AccountServiceOptions Foreign(AccountServiceOptions options, IReadOnlySet<string> given)
    {
        foreach (var template in Readers.Keys)
        {
            if (given.Contains($"{template}:{Url}") && !given.Contains($"{template}:{Answer}"))
            {
                options = Put(options, template, Readers[template](options) with { Answer = null });
            }
        }

        return options;
    }

    private static AccountServiceOptions Put(AccountServiceOptions options, string template, CallTemplate value) =>
        template.ToUpperInvariant() switch
        {
            "THROTTLE" => options with { Throttle = value },
            "CHALLENGE" => options with { Challenge = value },
            "SUSPEND" => options with { Suspend = value },
            "RESTORE" => options with { Restore = value },
            "ASK" => options with { Ask = value },
            "PROFILE" => options with { Profile = value },
            _ => throw new ArgumentOutOfRangeException(nameof(template), template, message: null),
        };
}
