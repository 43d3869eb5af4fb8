using System.CommandLine;
using System.CommandLine.Parsing;
using ScrapeGuard.Cli.Policies;
using ScrapeGuard.Cli.Services;

namespace ScrapeGuard.Cli.Commands;

/// <summary>What is wrong with a command line: a line a mistake, each with the option and the value.</summary>
internal static class ArgumentMistakes
{
    /// <summary>All mistakes; empty when the command can run.</summary>
    public static IReadOnlyList<string> Of(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (parsed.Errors.Count == 0 && !ReferenceEquals(parsed.Action, command.Action))
        {
            // Help and version are answered whatever else stands on the line.
            return [];
        }

        var lines = new List<string>(Strays(parsed));
        lines.AddRange(WrongValues(parsed));
        lines.AddRange(Missing(parsed, lines.Count > 0));
        if (lines.Count == 0)
        {
            lines.AddRange(parsed.Errors.Select(error => error.Message));
        }

        return [.. lines.Select(TerminalText.Of).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>
    /// Words that are no option and no command. A command that takes files would take <c>--polcy</c> for one of them.
    /// </summary>
    private static IEnumerable<string> Strays(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var unmatched = new HashSet<string>(parsed.UnmatchedTokens, StringComparer.Ordinal);
        var options = OptionsOf(parsed.CommandResult).SelectMany(option => option.Aliases.Prepend(option.Name));
        var values = parsed.CommandResult.Children.OfType<OptionResult>().SelectMany(option => option.Tokens)
            .ToHashSet(ReferenceEqualityComparer.Instance);
        var words = parsed.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash).ToList();
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i].Value;
            if (words[i].Type != TokenType.Argument || values.Contains(words[i]))
            {
                continue;
            }

            if (LooksLikeOption(word) && !File.Exists(word))
            {
                var (name, value) = Split(word);
                if (value is null && i + 1 < words.Count && IsPlain(words[i + 1], values))
                {
                    value = words[++i].Value;
                }

                yield return NoSuchOption(command, name, value, options);
            }
            else if (unmatched.Contains(word))
            {
                var nearest = NearestWord.Of(word, command.Subcommands.Select(sub => sub.Name));
                yield return command.Subcommands.Count > 0
                    ? $"'{word}': is no command{Suggestion(nearest)}"
                    : $"{command.Name} '{word}': takes no such argument";
            }
        }
    }

    private static string NoSuchOption(Command command, string name, string? value, IEnumerable<string> options)
    {
        var of = command is RootCommand ? "" : $" of {command.Name}";
        var nearest = NearestWord.Of(name, options);
        // What is meant for a property of Kafka may be a password.
        var shown = value is null || nearest == KafkaProperties.Option ? name : $"{name} '{value}'";
        return $"{shown}: is no option{of}{Suggestion(nearest)}";
    }

    private static IEnumerable<string> WrongValues(ParseResult parsed)
    {
        foreach (var result in parsed.CommandResult.Children)
        {
            if (result.Tokens.Any(token => token.Value.Length == 0))
            {
                yield return $"{NameOf(result)} '': must not be empty";
            }
            else if (result is OptionResult { Tokens: [.., var last] } option && IsOption(parsed, last.Value))
            {
                yield return $"{option.Option.Name}: needs a value before {last.Value}";
            }
        }

        foreach (var result in parsed.Errors.Select(error => OptionOf(error.SymbolResult)).OfType<OptionResult>())
        {
            if (result.Tokens.Any(token => token.Value.Length == 0))
            {
                continue;
            }

            var name = result.Option.Name;
            yield return result switch
            {
                { Implicit: true } or { IdentifierTokenCount: 0 } => $"{name}: is missing",
                { Tokens.Count: 0 } => $"{name}: needs a value",
                { Tokens.Count: > 1 } => $"{name} '{result.Tokens[^1].Value}': is given more than once",
                _ => $"{name} '{result.Tokens[0].Value}': must be {KindOf(result.Option.ValueType)}",
            };
        }
    }

    private static IEnumerable<string> Missing(ParseResult parsed, bool hasStrays)
    {
        var command = parsed.CommandResult.Command;
        foreach (var option in command.Options)
        {
            if (option.Required && (parsed.GetResult(option) is not { } given || given.Implicit))
            {
                yield return $"{option.Name}: is missing";
            }
        }

        foreach (var argument in command.Arguments)
        {
            if (argument.Arity.MinimumNumberOfValues > 0 && parsed.GetResult(argument) is not { Tokens.Count: > 0 })
            {
                yield return $"{command.Name}: needs {argument.HelpName ?? argument.Name}";
            }
        }

        if (!hasStrays && command.Subcommands.Count > 0 && command.Action is null)
        {
            var names = string.Join(", ", command.Subcommands.Select(sub => sub.Name));
            yield return $"{(command is RootCommand ? "scrapeguard" : command.Name)}: needs a command: {names}";
        }
    }

    private static IEnumerable<Option> OptionsOf(CommandResult? command)
    {
        for (; command is not null; command = command.Parent as CommandResult)
        {
            foreach (var option in command.Command.Options)
            {
                yield return option;
            }
        }
    }

    private static bool IsOption(ParseResult parsed, string word) =>
        OptionsOf(parsed.CommandResult).Any(option => option.Name == word || option.Aliases.Contains(word));

    private static string NameOf(SymbolResult result) => result switch
    {
        OptionResult option => option.Option.Name,
        ArgumentResult argument => argument.Argument.Name,
        _ => "",
    };

    private static OptionResult? OptionOf(SymbolResult? result) =>
        result as OptionResult ?? result?.Parent as OptionResult;

    private static bool LooksLikeOption(string word) => word.Length > 1 && word[0] == '-';

    private static bool IsPlain(Token token, HashSet<object?> values) =>
        token.Type == TokenType.Argument && !values.Contains(token) && !LooksLikeOption(token.Value);

    private static (string Name, string? Value) Split(string word)
    {
        var end = word.IndexOfAny(['=', ':']);
        return end < 0 ? (word, null) : (word[..end], word[(end + 1)..]);
    }

    private static string Suggestion(string? nearest) => nearest is null ? "" : $"; did you mean {nearest}?";

    private static string KindOf(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain == typeof(double) ? "a number"
            : plain == typeof(int) ? $"a whole number, at most {int.MaxValue}"
            : plain == typeof(ulong) ? "a whole number from 0"
            : plain == typeof(bool) ? "true or false"
            : "a whole number";
    }
}
