using System.CommandLine;
using ScrapeGuard.Cli.Policies;
using ScrapeGuard.Core.Time;

namespace ScrapeGuard.Cli.Commands;

/// <summary>When what a person orders ends by itself: at a time, or after a while; perhaps not at all.</summary>
/// <param name="takesBack">The command that ends it otherwise.</param>
internal sealed class EndArguments(string takesBack)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(10 * 365);

    private readonly Option<string?> _until = new("--until")
    {
        Description = "When it ends, such as 2026-01-05T00:00:00Z.",
        HelpName = "TIME",
    };

    private readonly Option<string?> _for = new("--for")
    {
        Description = $"How long it lasts, such as 12h or 30d; without this and --until, until {takesBack}.",
        HelpName = "TIME",
    };

    public void AddTo(Command command)
    {
        command.Add(_until);
        command.Add(_for);
    }

    /// <summary>The end in microseconds since 1970; null: none. Mistakes go to the list.</summary>
    public long? Read(ParseResult parsed, CommandContext context, List<string> errors)
    {
        var end = TargetArguments.TimeOf(parsed.GetValue(_until), _until.Name, errors);
        if (parsed.GetValue(_for) is not { } text)
        {
            return end;
        }

        if (parsed.GetValue(_until) is not null)
        {
            errors.Add($"{_until.Name} and {_for.Name}: only one may be given");
        }

        if (DurationText.TryParse(text, out var duration) && duration > TimeSpan.Zero && duration <= Longest)
        {
            return UnixMicros.Of(context.Time.GetUtcNow() + duration);
        }

        errors.Add($"{_for.Name} '{text}': must be a time such as 12h or 30d, at most {Longest.TotalDays:F0}d");
        return null;
    }
}
