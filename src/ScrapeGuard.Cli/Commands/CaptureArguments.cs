using System.CommandLine;
using ScrapeGuard.Captures;

namespace ScrapeGuard.Cli.Commands;

/// <summary>The arguments of every command that reads captures.</summary>
internal sealed class CaptureArguments
{
    public Argument<string[]> Captures { get; } = new("CAPTURE")
    {
        Description = "Captures to read; - is standard input; gzip is read as such.",
        Arity = ArgumentArity.OneOrMore,
    };

    public Option<string> Format { get; } = new("--format")
    {
        Description = "Format of the captures: auto, ndjson, kcat, combined or csv.",
        HelpName = "FORMAT",
        DefaultValueFactory = _ => "auto",
    };

    public Option<string?> Mapping { get; } = new("--mapping")
    {
        Description = "YAML file that says which column or member is what; a must for csv.",
        HelpName = "FILE",
    };

    public Option<string> AccountFrom { get; } = new("--account-from")
    {
        Description = "What names the account in access logs: auto, auth-user, address or field:N.",
        HelpName = "WHAT",
        DefaultValueFactory = _ => "auto",
    };

    public Option<bool> KeepQuery { get; } = new("--keep-query")
    {
        Description = "In access logs a path with another query string is another track.",
    };

    public void AddTo(Command command)
    {
        command.Add(Captures);
        command.Add(Format);
        command.Add(Mapping);
        command.Add(AccountFrom);
        command.Add(KeepQuery);
    }

    /// <summary>Lets the command run without captures: it may have another source.</summary>
    public void MakeOptional() => Captures.Arity = ArgumentArity.ZeroOrMore;

    /// <summary>Opens the captures; null, with every mistake on standard error, when something is wrong.</summary>
    public CaptureSet? Open(ParseResult parsed, TextWriter error)
    {
        var errors = new List<string>();
        var options = ReadOptions(parsed, errors);
        var opening = CaptureSet.Open(parsed.GetValue(Captures)!, options);
        errors.AddRange(opening.Errors);
        if (errors.Count == 0)
        {
            return opening.Set;
        }

        opening.Set?.Dispose();
        TerminalText.WriteLines(error, errors);
        return null;
    }

    /// <summary>How captures are to be read; what is wrong is in the list.</summary>
    public CaptureOptions ReadOptions(ParseResult parsed, List<string> errors)
    {
        var format = parsed.GetValue(Format)!;
        if (!CaptureKindNames.TryParse(format, out var kind))
        {
            errors.Add($"--format '{format}': must be one of {CaptureKindNames.All}");
        }

        return new CaptureOptions
        {
            Format = kind,
            Mapping = ReadMapping(parsed.GetValue(Mapping), errors),
            Combined = new CombinedLogOptions
            {
                Account = parsed.GetValue(AccountFrom)!,
                KeepQuery = parsed.GetValue(KeepQuery),
            },
        };
    }

    private static CaptureMapping? ReadMapping(string? path, List<string> errors)
    {
        if (path is null || !InputFile.TryRead(path, "--mapping", errors, out var text))
        {
            return null;
        }

        var reading = CaptureMappingReader.Read(text, path);
        errors.AddRange(reading.Errors.Select(mistake => mistake.ToString()));
        return reading.Mapping;
    }
}
