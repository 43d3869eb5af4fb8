using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ScrapeGuard.Actions.Commands;
using ScrapeGuard.Cli.Services;
using ScrapeGuard.Core.Time;
using ScrapeGuard.Kafka.Actioning;
using ScrapeGuard.Kafka.Native;
using ScrapeGuard.Kafka.Options;

namespace ScrapeGuard.Cli.Commands;

/// <summary>What every command of an operator has: who, why, an id, and where the topic of commands is.</summary>
internal sealed class OperatorArguments
{
    private const int IdBytes = 16;

    private readonly Option<string> _why = new("--why")
    {
        Description = "Why, in a line; it stands in the case and in the audit.",
        HelpName = "TEXT",
        Required = true,
    };

    private readonly Option<string?> _as = new("--as")
    {
        Description = "Who orders it; without it the user of the system.",
        HelpName = "NAME",
    };

    private readonly Option<string> _role = new("--role")
    {
        Description = "As what: it is written down beside the name.",
        HelpName = "ROLE",
        DefaultValueFactory = _ => "operator",
    };

    private readonly Option<string?> _id = new("--id")
    {
        Description = "The command's id: sent again with the same one, it is carried out once. Without it a new one, "
            + "which is printed.",
        HelpName = "ID",
    };

    private readonly ServiceArguments _kafka = new(
        SettingOption.Servers(),
        SettingOption.Text("Kafka:Topics:Commands", "--topic", "NAME",
            "Topic of the commands [default: scrapeguard.commands]."));

    public void AddTo(Command command)
    {
        command.Add(_why);
        command.Add(_as);
        command.Add(_role);
        command.Add(_id);
        foreach (var option in _kafka.SettingOptions)
        {
            command.Add(option);
        }
    }

    /// <summary>Orders something; tells every mistake when something is wrong.</summary>
    /// <param name="parsed">What was given.</param>
    /// <param name="context">The world.</param>
    /// <param name="kind">What is ordered.</param>
    /// <param name="read">Reads about whom, and until when; adds mistakes.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<int> SendAsync(
        ParseResult parsed, CommandContext context, CommandKind kind,
        Func<List<string>, (CommandTarget Target, long? UntilMicros)> read, CancellationToken stop)
    {
        var errors = new List<string>();
        var layers = SettingsReader.Read(_kafka.FileOf(parsed), _kafka.Read(parsed, errors), context, errors);
        var kafka = SettingsBinder.Bind(layers, errors).Worker.Shared.Kafka;
        ServiceRun.RequireServers(layers, errors);
        var (target, until) = read(errors);
        var command = CommandOf(parsed, context, kind, target, until);
        Check(command, errors);
        if (errors.Count == 0 && SystemLibrdkafka.Load() is { } missing)
        {
            context.Error.WriteLine($"{parsed.CommandResult.Command.Name}: {missing}");
            return ExitCode.Failed;
        }

        if (errors.Count == 0)
        {
            errors.AddRange(KafkaProperties.Check(layers));
        }

        if (errors.Count > 0)
        {
            TerminalText.WriteLines(context.Error, errors);
            return ExitCode.WrongArguments;
        }

        return await SendAsync(kafka, command, context, stop);
    }

    private static async Task<int> SendAsync(
        KafkaOptions kafka, OperatorCommand command, CommandContext context, CancellationToken stop)
    {
        if (await CommandSender.SendAsync(kafka, command, context.Time, stop) is { } failure)
        {
            context.Error.WriteLine(TerminalText.Of(
                $"the command may not have been sent: {failure}; send it again with --id {command.Id}"));
            return ExitCode.Failed;
        }

        context.Out.WriteLine(command.Id);
        context.Error.WriteLine($"sent to {kafka.Topics.Commands}; an actioner carries it out");
        return ExitCode.Done;
    }

    private static void Check(OperatorCommand command, List<string> errors)
    {
        foreach (var (option, value) in new[]
            { ("--id", command.Id), ("--as", command.By), ("--role", command.Role) })
        {
            if (string.IsNullOrWhiteSpace(value) || value.Any(char.IsControl)
                || Encoding.UTF8.GetByteCount(value) > CommandLimits.MaxNameBytes)
            {
                errors.Add($"{option} '{value}': must be 1 to {CommandLimits.MaxNameBytes} bytes on one line");
            }
        }

        if (string.IsNullOrWhiteSpace(command.Reason) || command.Reason.Length > CommandLimits.MaxReasonChars)
        {
            errors.Add($"--why '{command.Reason}': must be 1 to {CommandLimits.MaxReasonChars} characters");
        }

        if (errors.Count == 0 && CommandRules.Check(command) is { } mistake)
        {
            errors.Add(mistake);
        }
    }

    private OperatorCommand CommandOf(
        ParseResult parsed, CommandContext context, CommandKind kind, CommandTarget target, long? until)
    {
        var command = new OperatorCommand
        {
            Id = parsed.GetValue(_id) ?? "",
            TimeMicros = UnixMicros.Of(context.Time.GetUtcNow()),
            By = parsed.GetValue(_as) ?? Environment.UserName,
            Role = parsed.GetValue(_role) ?? "",
            Kind = kind,
            Target = target,
            Reason = parsed.GetValue(_why) ?? "",
            UntilMicros = until,
        };
        return parsed.GetValue(_id) is null ? command with { Id = IdOf(command) } : command;
    }

    /// <summary>Made of all that the command says, its time among them.</summary>
    private static string IdOf(OperatorCommand command)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{command}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, IdBytes));
    }
}
