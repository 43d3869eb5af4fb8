using System.Text;
using System.Text.Json;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Hashing;

namespace ScrapeGuard.Console.Traffic;

/// <summary>
/// Texts behind the hashes that events carry: addresses, countries, clients. Read from the lines themselves, and only
/// when an event has one that is not known. Bounded by two generations: when the young one is full it becomes the old
/// one, and what no event named since is forgotten, and counted.
/// </summary>
internal sealed class TextBook(int max = TextBook.Max)
{
    private const int Max = 100_000;
    private const int MaxBytes = 128;

    private Dictionary<uint, string> _young = [];
    private Dictionary<uint, string> _old = [];

    public int Count => _young.Count + _old.Count;

    /// <summary>Texts that were forgotten.</summary>
    public long Dropped { get; private set; }

    /// <summary>The text of a hash; null: it is not known (any more), or the field was absent.</summary>
    public string? Of(uint hash) => _young.GetValueOrDefault(hash) ?? _old.GetValueOrDefault(hash);

    /// <summary>Whether a line may tell anything new of its event. What it names stays known.</summary>
    public bool Lacks(in AccessEvent e) =>
        IsNew(e.Ip) | IsNew(e.Country) | IsNew(e.Device) | IsNew(e.Client) | IsNew(e.Plan);

    /// <summary>Reads the texts of a line that is an event; those of its tracks are returned.</summary>
    public List<string> Learn(ReadOnlySpan<byte> line, int maxTracks)
    {
        var tracks = new List<string>();
        var reader = new Utf8JsonReader(line);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1)
                {
                    continue;
                }

                var isTracks = reader.ValueTextEquals("tracks"u8);
                var isText = reader.ValueTextEquals("ip"u8) || reader.ValueTextEquals("country"u8)
                    || reader.ValueTextEquals("device"u8) || reader.ValueTextEquals("client"u8)
                    || reader.ValueTextEquals("plan"u8);
                reader.Read();
                if (isTracks && reader.TokenType == JsonTokenType.StartArray)
                {
                    while (reader.Read() && reader.TokenType == JsonTokenType.String && tracks.Count < maxTracks)
                    {
                        tracks.Add(reader.GetString()!);
                    }
                }
                else if (isText && reader.TokenType == JsonTokenType.String)
                {
                    Add(reader.GetString()!);
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The decoder took the line for an event in spite of it: what was read so far stands.
        }

        return tracks;
    }

    private bool IsNew(uint hash)
    {
        if (hash == 0 || _young.ContainsKey(hash))
        {
            return false;
        }

        if (!_old.Remove(hash, out var text))
        {
            return true;
        }

        Keep(hash, text);
        return false;
    }

    private void Add(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        if (utf8.Length is > 0 and <= MaxBytes)
        {
            var hash = StableHash.Hash32(utf8);
            _old.Remove(hash);
            Keep(hash, text);
        }
    }

    private void Keep(uint hash, string text)
    {
        if (_young.Count >= max / 2 && !_young.ContainsKey(hash))
        {
            Dropped += _old.Count;
            (_old, _young) = (_young, []);
        }

        _young[hash] = text;
    }
}
