using System.Text;
using System.Text.Json;
using ScrapeGuard.AccountService.Options;
using ScrapeGuard.AccountService.Templates;
using ScrapeGuard.Actions.Accounts;
using ScrapeGuard.Core.Time;

namespace ScrapeGuard.AccountService.Calling;

/// <summary>Reads what a service says of an account. What is not there, or of another kind, is not known.</summary>
internal sealed class ProfileReader(ProfileMembers members)
{
    private const int MaxChars = 128;
    private const double MaxSeconds = 253_402_300_799;
    private const long MicrosPerSecond = 1_000_000;

    private readonly JsonPointer _plan = Pointer(members.Plan);
    private readonly JsonPointer _country = Pointer(members.Country);
    private readonly JsonPointer _client = Pointer(members.Client);
    private readonly JsonPointer _created = Pointer(members.Created);

    /// <summary>Null when the answer is no JSON.</summary>
    public AccountProfile? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            return new AccountProfile
            {
                Plan = TextOf(_plan.Find(root)),
                Country = TextOf(_country.Find(root)),
                Client = TextOf(_client.Find(root)),
                CreatedMicros = MicrosOf(_created.Find(root)),
            };
        }
        catch (JsonException)
        {
            // Not the service that was meant: nothing is known.
            return null;
        }
    }

    private static JsonPointer Pointer(string text) =>
        JsonPointer.Parse(text) ?? throw new ArgumentException("is no JSON pointer", nameof(text));

    // Too long for the name of a cohort is no name of one.
    private static string? TextOf(JsonElement? element) =>
        element is { ValueKind: JsonValueKind.String } text && text.GetString() is { Length: > 0 and <= MaxChars } name
            ? name
            : null;

    private static long? MicrosOf(JsonElement? element)
    {
        if (element is { ValueKind: JsonValueKind.Number } number)
        {
            return number.TryGetDouble(out var seconds) && seconds is >= 0 and <= MaxSeconds
                ? (long)(seconds * MicrosPerSecond)
                : null;
        }

        return element is { ValueKind: JsonValueKind.String } text
            && Rfc3339.TryParse(Encoding.UTF8.GetBytes(text.GetString()!), out var micros)
                ? micros
                : null;
    }
}
