using System.Text;
using System.Text.Json;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Hashing;
using ScrapeGuard.Core.Tests.Time;

namespace ScrapeGuard.Core.Tests.Events.Json;

/// <summary>
/// The contract's table written down once more, slowly, over a parsed document. For lines of valid UTF-8.
/// </summary>
internal static class OracleDecoder
{
    private static readonly Dictionary<string, Operation> Operations = new()
    {
        ["metadata"] = Operation.Metadata,
        ["search"] = Operation.Search,
        ["browse"] = Operation.Browse,
        ["license"] = Operation.License,
        ["audio"] = Operation.Audio,
        ["play"] = Operation.Play,
        ["auth"] = Operation.Auth,
    };

    /// <summary>The event, or the reason. A line that is no JSON may be rejected for any reason.</summary>
    public static (DecodeError Error, EventFacts? Facts, bool IsJson) Decode(byte[] line)
    {
        if (line.Length > 65_536)
        {
            return (DecodeError.LineTooLong, null, true);
        }

        try
        {
            using var document = JsonDocument.Parse(line);
            var (error, facts) = Read(document.RootElement);
            return (error, facts, true);
        }
        catch (JsonException)
        {
            return (DecodeError.BadJson, null, false);
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair where text was asked for.
            return (DecodeError.BadJson, null, true);
        }
    }

    private static (DecodeError Error, EventFacts? Facts) Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return (DecodeError.BadJson, null);
        }

        var facts = new EventFacts();
        var seen = new HashSet<string>();
        foreach (var member in root.EnumerateObject())
        {
            var error = Set(member.Name, member.Value, ref facts);
            if (error != DecodeError.None)
            {
                return (error, null);
            }

            if (member.Value.ValueKind != JsonValueKind.Null)
            {
                seen.Add(member.Name);
            }
        }

        return !seen.Contains("time") ? (DecodeError.MissingTime, null)
            : !seen.Contains("account") ? (DecodeError.MissingAccount, null)
            : !seen.Contains("operation") ? (DecodeError.MissingOperation, null)
            : (DecodeError.None, facts);
    }

    private static DecodeError Set(string name, JsonElement value, ref EventFacts facts)
    {
        switch (name)
        {
            case "time" or "account" or "operation" or "id" or "artist" or "album" or "ip" or "country" or "device"
                or "client" or "session" or "plan" or "accountCreated":
                return value.ValueKind switch
                {
                    JsonValueKind.Null => DecodeError.None,
                    JsonValueKind.String => SetText(name, value.GetString()!, ref facts),
                    _ => DecodeError.WrongType,
                };
            case "status" or "bytes" or "playedMs" or "asn":
                return value.ValueKind switch
                {
                    JsonValueKind.Null => DecodeError.None,
                    JsonValueKind.Number => SetNumber(name, value.GetRawText(), ref facts),
                    // Text of a known field must have a UTF-8 form, even where no text belongs.
                    JsonValueKind.String when value.GetString() is not null => DecodeError.WrongType,
                    _ => DecodeError.WrongType,
                };
            case "tracks":
                return SetTracks(value, ref facts);
            default:
                return DecodeError.None;
        }
    }

    private static DecodeError SetTracks(JsonElement value, ref EventFacts facts)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            _ = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
            return value.ValueKind == JsonValueKind.Null ? DecodeError.None : DecodeError.WrongType;
        }

        var tracks = new List<ulong>();
        foreach (var item in value.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.String)
            {
                return DecodeError.WrongType;
            }

            var text = Encoding.UTF8.GetBytes(item.GetString()!);
            if (text.Length > 128 || tracks.Count == 500)
            {
                return DecodeError.BadTracks;
            }

            tracks.Add(StableHash.Hash64(text));
        }

        facts = facts with { Tracks = EventFacts.Join(tracks) };
        return DecodeError.None;
    }

    private static DecodeError SetNumber(string name, string digits, ref EventFacts facts)
    {
        if (!long.TryParse(digits, out var number) || number < 0 || (name == "status" && number > 999)
            || (name == "asn" && number > uint.MaxValue))
        {
            return DecodeError.OutOfRange;
        }

        facts = name switch
        {
            "status" => facts with { Status = (int)number },
            "bytes" => facts with { Bytes = number },
            "playedMs" => facts with { PlayedMs = (int)Math.Min(number, int.MaxValue) },
            _ => facts with { Asn = (uint)number },
        };
        return DecodeError.None;
    }

    private static DecodeError SetText(string name, string text, ref EventFacts facts)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var hash = text.Length == 0 ? 0 : StableHash.Hash32(bytes);
        long? micros;
        switch (name)
        {
            case "time" or "accountCreated":
                micros = Rfc3339Oracle.Parse(text);
                if (micros is null)
                {
                    return DecodeError.BadTime;
                }

                facts = name == "time"
                    ? facts with { TimeMicros = micros.Value }
                    : facts with { AccountCreatedSeconds = (long)Math.Floor(micros.Value / 1e6m) };
                return DecodeError.None;
            case "account":
                facts = facts with { Account = text, Key = StableHash.Account(bytes) };
                return bytes.Length is 0 or > 128 ? DecodeError.BadAccount : DecodeError.None;
            case "id":
                facts = facts with { Id = text.Length == 0 ? 0 : StableHash.Hash64(bytes) | 1 };
                return bytes.Length > 128 ? DecodeError.BadId : DecodeError.None;
            case "ip":
                var network = text.Length == 0 ? 0 : StableHash.Hash32(Encoding.UTF8.GetBytes(Network(text)));
                facts = facts with { Ip = hash, Network = network };
                return DecodeError.None;
            default:
                facts = name switch
                {
                    "operation" => facts with { Operation = Operations.GetValueOrDefault(text) },
                    "country" => facts with { Country = hash },
                    "device" => facts with { Device = hash },
                    "client" => facts with { Client = hash },
                    "session" => facts with { Session = hash },
                    "plan" => facts with { Plan = hash },
                    "artist" => facts with { Artist = hash },
                    _ => facts,
                };
                return DecodeError.None;
        }
    }

    private static string Network(string ip)
    {
        if (ip.Contains('.', StringComparison.Ordinal))
        {
            return ip[..ip.LastIndexOf('.')];
        }

        var groups = ip.Split(':');
        return groups.Length <= 3 ? ip : string.Join(':', groups[..3]) + ":";
    }
}
