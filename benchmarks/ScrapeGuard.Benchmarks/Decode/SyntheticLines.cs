using System.Text;
using ScrapeGuard.Core.Time;

namespace ScrapeGuard.Benchmarks.Decode;

/// <summary>
/// Access events with every field of the contract, made from a seed: mostly one track, one line in fifty a page of 20
/// to 50.
/// </summary>
internal static class SyntheticLines
{
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const long FirstMicros = 1_772_366_400_000_000;
    private static readonly string[] Single = ["audio", "audio", "play", "play", "license", "metadata"];
    private static readonly string[] Paged = ["browse", "search", "metadata"];
    private static readonly string[] Countries = ["SE", "DE", "US", "BR", "IN"];
    private static readonly string[] Clients = ["android/9", "ios/9", "web", "desktop"];
    private static readonly string[] Plans = ["free", "premium"];

    /// <summary>So many lines as one block.</summary>
    public static LineBlock Build(int lines, int seed = 1)
    {
        var random = new Random(seed);
        var text = new StringBuilder(lines * 360);
        for (var i = 0; i < lines; i++)
        {
            Append(text, random, FirstMicros + (i * 37_000L));
            text.Append('\n');
        }

        return LineBlock.Of(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static void Append(StringBuilder text, Random random, long micros)
    {
        var account = random.Next(5_000);
        var page = random.Next(50) == 0;
        var operation = Pick(random, page ? Paged : Single);
        text.Append($"{{\"time\":\"{Rfc3339.Format(micros)}\",\"account\":\"u{account * 7919:x8}\"");
        text.Append($",\"operation\":\"{operation}\",\"id\":\"{Word(random, 8)}\",\"tracks\":[");
        var tracks = page ? random.Next(20, 51) : 1;
        for (var i = 0; i < tracks; i++)
        {
            text.Append(i == 0 ? "\"" : ",\"").Append(Word(random, 12)).Append('"');
        }

        text.Append($"],\"artist\":\"{Word(random, 5)}\",\"album\":\"{Word(random, 5)}\",\"status\":200");
        text.Append($",\"bytes\":{random.Next(900, 9_000_000)}");
        if (operation == "play")
        {
            text.Append($",\"playedMs\":{random.Next(3_000, 240_000)}");
        }

        text.Append($",\"ip\":\"203.0.{account & 127}.{account >> 7}\",\"country\":\"{Countries[account % 5]}\"");
        text.Append($",\"device\":\"d{account:x4}\",\"client\":\"{Clients[account % 4]}\"");
        text.Append($",\"session\":\"{Word(random, 4)}\"");
        text.Append($",\"asn\":{3_000 + (account % 60)},\"plan\":\"{Plans[account & 1]}\"");
        text.Append($",\"accountCreated\":\"20{10 + (account % 15)}");
        text.Append($"-0{1 + (account % 9)}-1{account % 10}T10:20:30Z\"}}");
    }

    private static string Pick(Random random, string[] words) => words[random.Next(words.Length)];

    private static string Word(Random random, int length) => new(random.GetItems<char>(Digits, length));
}
