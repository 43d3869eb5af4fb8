using System.Text;
using System.Text.Json;
using ScrapeGuard.Campaigns.Leaks;
using ScrapeGuard.Captures;
using ScrapeGuard.Cli.Commands;
using ScrapeGuard.Cli.Evaluating;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Time;

namespace ScrapeGuard.Cli.Extent;

/// <summary>
/// The accounts whose takings are counted, from a list of accounts, from decisions, or from both: then the list says
/// who and the decisions since when.
/// </summary>
/// <remarks>
/// A list has an account a line: its bare name, or a JSON object with <c>account</c>. Of an object that has them,
/// <c>campaign</c> and <c>suspended</c> are used, and it is passed over when its <c>verdict</c> is below the one asked
/// for or its <c>label</c> is that of a person.
/// </remarks>
internal sealed class ExtentSubjects(Verdict least)
{
    /// <summary>Most accounts.</summary>
    public const int MaxAccounts = 1_000_000;

    private const int MaxErrors = 20;

    private readonly Dictionary<string, LeakSubject> _listed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DecidedAccount> _decided = new(StringComparer.Ordinal);
    private bool _isListed;

    /// <summary>Accounts passed over: below the verdict asked for, or people by their label.</summary>
    public int PassedOver { get; private set; }

    /// <summary>Reads a list of accounts.</summary>
    public void ReadAccounts(string path, List<string> errors)
    {
        _isListed = true;
        ReadLines(path, "--accounts", errors, ReadAccount);
    }

    /// <summary>Reads decisions.</summary>
    public void ReadDecisions(string path, List<string> errors) =>
        ReadLines(path, "--decisions", errors, ReadDecision);

    /// <summary>All of them, each once.</summary>
    public IReadOnlyList<LeakSubject> All()
    {
        if (!_isListed)
        {
            var worst = _decided.Values.Where(account => account.Worst >= least).ToList();
            PassedOver = _decided.Count - worst.Count;
            return [.. worst.Select(account => account.ToSubject())];
        }

        return [.. _listed.Values.Select(listed => !_decided.TryGetValue(listed.Account, out var decided)
            ? listed
            : listed with
            {
                Campaign = listed.Campaign ?? decided.Campaign,
                SuspendedMicros = decided.SuspendedMicros ?? listed.SuspendedMicros,
                RestoredMicros = decided.RestoredMicros,
            })];
    }

    private static void ReadLines(
        string path, string option, List<string> errors, Func<ReadOnlyMemory<byte>, string?> read)
    {
        if (!InputFile.TryOpen(path, option, errors, out var stream))
        {
            return;
        }

        using (stream)
        {
            try
            {
                ReadLines(stream!, path, errors, read);
            }
            catch (InvalidDataException exception)
            {
                errors.Add($"{path}: {exception.Message}");
            }
        }
    }

    private static void ReadLines(
        Stream stream, string path, List<string> errors, Func<ReadOnlyMemory<byte>, string?> read)
    {
        using var plain = LabelLines.Unpack(stream);
        var reader = new LineBlockReader(plain);
        var mistakes = 0;
        for (var block = new LineBlock(); mistakes < MaxErrors && reader.TryRead(block);)
        {
            var rest = block.Buffer.AsMemory(0, block.Length);
            for (var line = block.FirstLineNumber; rest.Length > 0 && mistakes < MaxErrors; line++)
            {
                var end = rest.Span.IndexOf((byte)'\n');
                var text = (end < 0 ? rest : rest[..end]).Trim(" \t\r"u8);
                rest = end < 0 ? default : rest[(end + 1)..];
                if (text.Length > 0 && read(text) is { } mistake)
                {
                    errors.Add($"{path}:{line}: {mistake}");
                    mistakes++;
                }
            }
        }

        if (reader.Fault is { } fault)
        {
            errors.Add($"{path}: {fault.Message}");
        }
    }

    private string? ReadAccount(ReadOnlyMemory<byte> line)
    {
        if (line.Span[0] != '{')
        {
            return Add(new LeakSubject(Encoding.UTF8.GetString(line.Span)));
        }

        try
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            if (TextOf(root, "account") is not { } account)
            {
                return "account: is missing, or no text";
            }

            if (IsPassedOver(root))
            {
                PassedOver++;
                return null;
            }

            long? suspended = TextOf(root, "suspended") is { } time
                && Rfc3339.TryParse(Encoding.UTF8.GetBytes(time), out var micros) ? micros : null;
            return Add(new LeakSubject(account, TextOf(root, "campaign"), suspended));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return "is no JSON object";
        }
    }

    private bool IsPassedOver(JsonElement root) =>
        TextOf(root, "label") == LabelledAccount.Person
        || (VerdictNames.TryParse(TextOf(root, "verdict"), out var verdict)
            && (verdict == Verdict.Restore ? Verdict.None : verdict) < least
            && TextOf(root, "suspended") is null);

    private string? Add(LeakSubject subject)
    {
        if (Encoding.UTF8.GetByteCount(subject.Account) is 0 or > EventLimits.MaxAccountBytes)
        {
            return $"account: must be 1 to {EventLimits.MaxAccountBytes} bytes";
        }

        if (_listed.Count >= MaxAccounts)
        {
            return $"account: more than {MaxAccounts}";
        }

        _listed[subject.Account] = subject;
        return null;
    }

    private string? ReadDecision(ReadOnlyMemory<byte> line)
    {
        if (DecisionReader.Read(line.Span, out var decision) is var error && error != DecisionError.None)
        {
            return DecisionErrorText.Of(error);
        }

        if (!_decided.TryGetValue(decision!.Account, out var account))
        {
            if (_decided.Count >= MaxAccounts)
            {
                return $"account: more than {MaxAccounts}";
            }

            _decided[decision.Account] = account = new DecidedAccount(decision.Account);
        }

        account.Note(decision);
        return null;
    }

    private static string? TextOf(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            && value.GetString() is { Length: > 0 } text ? text : null;
}
