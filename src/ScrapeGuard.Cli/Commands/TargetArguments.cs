using System.CommandLine;
using System.Text;
using ScrapeGuard.Actions.Commands;
using ScrapeGuard.Core.Time;

namespace ScrapeGuard.Cli.Commands;

/// <summary>Whom a command of an operator is about: exactly one of the options, and perhaps a time.</summary>
internal sealed class TargetArguments
{
    private readonly bool _takesEffect;

    private readonly Option<string?> _account = new("--account")
    {
        Description = "One account.",
        HelpName = "ACCOUNT",
    };

    private readonly Option<string?> _effect = new("--effect")
    {
        Description = "One effect, by its id.",
        HelpName = "ID",
    };

    private readonly Option<string?> _cohort = new("--cohort")
    {
        Description = "All accounts of a cohort, such as plan:premium, country:SE, client:web or age:under-30d.",
        HelpName = "COHORT",
    };

    private readonly Option<string?> _campaign = new("--campaign")
    {
        Description = "All accounts of a campaign.",
        HelpName = "ID",
    };

    private readonly Option<bool> _all = new("--all")
    {
        Description = "All accounts.",
    };

    private readonly Option<string?> _since = new("--since")
    {
        Description = "Of cohort, campaign and all: only those that something was first done to from this time on.",
        HelpName = "TIME",
    };

    /// <param name="takesEffect">Whether it may be about a single effect.</param>
    public TargetArguments(bool takesEffect) => _takesEffect = takesEffect;

    public void AddTo(Command command)
    {
        command.Add(_account);
        if (_takesEffect)
        {
            command.Add(_effect);
        }

        command.Add(_cohort);
        command.Add(_campaign);
        command.Add(_all);
        command.Add(_since);
    }

    /// <summary>Reads them; mistakes go to the list.</summary>
    public CommandTarget Read(ParseResult parsed, List<string> errors)
    {
        var since = TimeOf(parsed.GetValue(_since), _since.Name, errors);
        (Option Option, CommandScope Scope, string? Name)[] given =
        [
            (_account, CommandScope.Account, parsed.GetValue(_account)),
            (_effect, CommandScope.Effect, _takesEffect ? parsed.GetValue(_effect) : null),
            (_cohort, CommandScope.Cohort, parsed.GetValue(_cohort)),
            (_campaign, CommandScope.Campaign, parsed.GetValue(_campaign)),
            (_all, CommandScope.All, parsed.GetValue(_all) ? "" : null),
        ];
        var named = given.Where(target => target.Name is not null).ToList();
        if (named.Count != 1)
        {
            var names = string.Join(", ",
                given.Where(target => target.Option != _effect || _takesEffect).Select(target => target.Option.Name));
            errors.Add(named.Count == 0
                ? $"needs one of {names}"
                : $"{string.Join(" and ", named.Select(target => target.Option.Name))}: only one may be given");
            return CommandTarget.None;
        }

        var (option, scope, name) = named[0];
        if (Encoding.UTF8.GetByteCount(name!) > CommandLimits.MaxNameBytes)
        {
            errors.Add($"{option.Name} '{name}': must be at most {CommandLimits.MaxNameBytes} bytes");
        }

        var target = new CommandTarget(scope, name!, since);
        if (since is not null && !target.IsMany)
        {
            errors.Add($"{_since.Name}: goes only with --cohort, --campaign and --all");
        }

        return target;
    }

    /// <summary>A time of RFC 3339; null, with the mistake told, when it is none.</summary>
    public static long? TimeOf(string? text, string option, List<string> errors)
    {
        if (text is null)
        {
            return null;
        }

        if (Rfc3339.TryParse(Encoding.UTF8.GetBytes(text), out var micros))
        {
            return micros;
        }

        errors.Add($"{option} '{text}': must be a time such as 2026-01-05T00:00:00Z");
        return null;
    }
}
