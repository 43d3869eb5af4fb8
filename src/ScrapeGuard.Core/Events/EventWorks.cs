using System.Text;
using ScrapeGuard.Core.Hashing;

namespace ScrapeGuard.Core.Events;

/// <summary>
/// Artist and album of a batch's events, for who asks for them (<see cref="EventBatch.Works"/>): nothing that judges
/// does.
/// </summary>
public sealed class EventWorks
{
    /// <summary>Texts that are kept to be shared by events; beyond it they are read anew.</summary>
    private const int MaxTexts = 65_536;

    private readonly Dictionary<ulong, string> _texts = [];
    private (string? Artist, string? Album)[] _works = new (string?, string?)[64];

    /// <summary>Artist and album of an event; null: it has none.</summary>
    public (string? Artist, string? Album) Of(int place) => place < _works.Length ? _works[place] : default;

    internal void Begin(int place)
    {
        if (place >= _works.Length)
        {
            Array.Resize(ref _works, Math.Max(place + 1, _works.Length * 2));
        }

        _works[place] = default;
    }

    internal void SetArtist(int place, ReadOnlySpan<byte> text) => _works[place].Artist = TextOf(text);

    internal void SetAlbum(int place, ReadOnlySpan<byte> text) => _works[place].Album = TextOf(text);

    internal void Copy(int place, (string? Artist, string? Album) works) => _works[place] = works;

    private string? TextOf(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
        {
            return null;
        }

        var hash = StableHash.Hash64(utf8);
        if (!_texts.TryGetValue(hash, out var text))
        {
            text = Encoding.UTF8.GetString(utf8);
            if (_texts.Count < MaxTexts)
            {
                _texts[hash] = text;
            }
        }

        return text;
    }
}
