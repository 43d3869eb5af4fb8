using System.Text;

namespace ScrapeGuard.Core.Tests.Events.Json;

/// <summary>Lines by chance: mostly events as producers write them, some of every strange shape.</summary>
internal sealed class RandomLines(int seed)
{
    private const string Structure = "\"\"\",,::{}[]\\ 0123456789-.eE\tntu\r\0/é";
    private static readonly string[] TextFields =
        ["id", "artist", "album", "ip", "country", "device", "client", "session", "plan", "other", "accounts", "tim"];

    private static readonly string[] NumberFields = ["status", "bytes", "playedMs", "asn", "extra"];
    private static readonly string[] Words =
        ["play", "auth", "audio", "search", "browse", "license", "metadata", "other", "plays", "", "Play"];

    private static readonly int[] Lengths = [0, 1, 2, 3, 4, 7, 8, 15, 16, 17, 31, 32, 33, 63, 64, 65, 127, 128, 129];
    private readonly Random _random = new(seed);

    /// <summary>A line; one in so many values is strange. 0: none.</summary>
    public string Next(int strangeOneIn)
    {
        var members = new List<string>
        {
            Member("time", Quoted(Time())),
            Member("account", Quoted(Strange(strangeOneIn) ? Text() : "u" + _random.Next())),
            Member("operation", Quoted(Pick(Words))),
        };
        AddOptional(members, strangeOneIn);
        if (strangeOneIn > 0)
        {
            Disturb(members, strangeOneIn);
        }

        if (_random.Next(3) == 0)
        {
            _random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(members));
        }

        var comma = _random.Next(4) == 0 ? ", " : ",";
        return "{" + string.Join(comma, members) + "}";
    }

    /// <summary>The bytes of a line after one to three mutations.</summary>
    public byte[] Mutated(byte[] line)
    {
        var bytes = new List<byte>(line);
        for (var left = _random.Next(1, 4); left > 0 && bytes.Count > 0; left--)
        {
            var at = _random.Next(bytes.Count);
            var length = Math.Min(_random.Next(1, 40), bytes.Count - at);
            switch (_random.Next(6))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << _random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)Structure[_random.Next(Structure.Length)];
                    break;
                case 2:
                    bytes.Insert(at, (byte)Structure[_random.Next(Structure.Length)]);
                    break;
                case 3:
                    bytes.RemoveRange(at, _random.Next(4) == 0 ? length : 1);
                    break;
                case 4:
                    bytes.InsertRange(_random.Next(bytes.Count), bytes.GetRange(at, length));
                    break;
                default:
                    DuplicateMember(bytes, at);
                    break;
            }
        }

        return [.. bytes];
    }

    /// <summary>Bytes that may stand behind a line.</summary>
    public void Fill(Span<byte> padding)
    {
        foreach (ref var b in padding)
        {
            b = _random.Next(3) == 0 ? (byte)_random.Next(256) : (byte)Structure[_random.Next(Structure.Length)];
        }
    }

    /// <summary>A number below a bound.</summary>
    public int Below(int bound) => _random.Next(bound);

    private static string Quoted(string text) => $"\"{text}\"";

    private void DuplicateMember(List<byte> bytes, int at)
    {
        var start = bytes.IndexOf((byte)',', at);
        var end = start < 0 ? -1 : bytes.IndexOf((byte)',', start + 1);
        if (end > 0)
        {
            bytes.InsertRange(end, bytes.GetRange(start, end - start));
        }
    }

    private void AddOptional(List<string> members, int strangeOneIn)
    {
        foreach (var field in TextFields)
        {
            if (_random.Next(2) == 0)
            {
                members.Add(Member(field, Quoted(field == "ip" ? Address() : Text())));
            }
        }

        foreach (var field in NumberFields)
        {
            if (_random.Next(2) == 0)
            {
                members.Add(Member(field, Strange(strangeOneIn) ? Number() : _random.Next(999).ToString()));
            }
        }

        if (_random.Next(4) > 0)
        {
            var count = _random.Next(10) == 0 ? _random.Next(60) : _random.Next(3);
            var tracks = Enumerable.Range(0, count).Select(_ => Quoted(Strange(strangeOneIn) ? Text() : Word(22)));
            members.Add(Member("tracks", "[" + string.Join(_random.Next(4) == 0 ? ", " : ",", tracks) + "]"));
        }

        if (_random.Next(2) == 0)
        {
            members.Add(Member("accountCreated", Quoted(Time())));
        }
    }

    private void Disturb(List<string> members, int oneIn)
    {
        string[] values =
        [
            "null", "true", "[]", "{}", "[1,[2,{\"account\":\"x\"}]]", "{\"time\":{\"time\":1}}", "\"\\u0041\\n\"",
            "\"\\ud83d\\ude00\"", "\"\\ud83d\"", "\"\"", "1.5", "-1", "\"2020-02-30T00:00:00Z\"",
            "[null]", "[\"a\",\"b\"]",
        ];
        string[] fields = ["time", "account", "operation", "tracks", "acc\\u006funt", .. TextFields, .. NumberFields];
        while (Strange(oneIn))
        {
            members.Insert(_random.Next(members.Count + 1), Member(Pick(fields), Pick(values)));
        }

        if (Strange(oneIn))
        {
            members.RemoveAt(_random.Next(members.Count));
        }
    }

    private string Member(string key, string value) => _random.Next(200) switch
    {
        0 => $"\"{key}\" : {value}",
        1 => $"\t\"{key}\":\r\n  {value} ",
        < 40 => $"\"{key}\": {value}",
        _ => $"\"{key}\":{value}",
    };

    private string Time()
    {
        var text = new StringBuilder($"{_random.Next(1960, 2070)}-{_random.Next(1, 13):00}-{_random.Next(1, 29):00}T");
        text.Append($"{_random.Next(24):00}:{_random.Next(60):00}:{_random.Next(61):00}");
        var digits = _random.Next(2) == 0 ? 3 : _random.Next(13);
        text.Append(digits > 0 ? "." : "");
        for (var i = 0; i < digits; i++)
        {
            text.Append(_random.Next(10));
        }

        return text.Append(_random.Next(3) == 0 ? $"+{_random.Next(24):00}:{_random.Next(60):00}" : "Z").ToString();
    }

    private string Number() => _random.Next(8) switch
    {
        0 => _random.NextInt64().ToString(),
        1 => "-" + _random.Next(100),
        2 => _random.Next() + ".0",
        3 => "1e" + _random.Next(5),
        4 => "9223372036854775808",
        5 => "0",
        6 => "-0",
        _ => _random.NextInt64(1L << _random.Next(1, 62)).ToString(),
    };

    private string Address() => _random.Next(4) switch
    {
        0 => $"2001:db8:{_random.Next(65_536):x}::{_random.Next(65_536):x}",
        1 => "::1",
        2 => "",
        _ => $"{_random.Next(256)}.{_random.Next(256)}.{_random.Next(256)}.{_random.Next(256)}",
    };

    private string Text() => Word(Pick(Lengths));

    private string Word(int length) => _random.Next(12) == 0
        ? string.Concat(Enumerable.Repeat("é", length / 2))
        : new string(_random.GetItems<char>("abcdefghijklmnop {}[],:-_0123456789", length));

    private bool Strange(int oneIn) => oneIn > 0 && _random.Next(oneIn) == 0;

    private T Pick<T>(T[] items) => items[_random.Next(items.Length)];
}
