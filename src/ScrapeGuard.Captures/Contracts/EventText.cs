using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ScrapeGuard.Core.Time;

namespace ScrapeGuard.Captures;

/// <summary>
/// The texts of an event of a foreign format, of which the event itself keeps hashes only, to write it as an access
/// event in JSON. What is not UTF-8 is replaced by U+FFFD.
/// </summary>
internal sealed class EventText
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly long MinMicros = MicrosOf(DateTime.MinValue);
    private static readonly long MaxMicros = MicrosOf(DateTime.MaxValue);

    private readonly SortedDictionary<MappedField, object> _values = [];
    private readonly List<string> _tracks = [];

    /// <summary>True for a time that no text of RFC 3339 can tell.</summary>
    public bool HasStrangeTime { get; private set; }

    public void Clear()
    {
        _values.Clear();
        _tracks.Clear();
        HasStrangeTime = false;
    }

    /// <summary>An empty text takes the field away: it counts as absent.</summary>
    public void Set(MappedField field, ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty)
        {
            _values.Remove(field);
        }
        else
        {
            _values[field] = Encoding.UTF8.GetString(value);
        }
    }

    public void Set(MappedField field, string value) => _values[field] = value;

    public void Set(MappedField field, long value) => _values[field] = value;

    /// <summary>Sets a time from microseconds since 1970.</summary>
    public void SetTime(MappedField field, long micros)
    {
        if (micros < MinMicros || micros > MaxMicros)
        {
            HasStrangeTime = true;
            return;
        }

        _values[field] = Rfc3339.Format(micros);
    }

    public void AddTrack(ReadOnlySpan<byte> track) => _tracks.Add(Encoding.UTF8.GetString(track));

    public void ClearTracks() => _tracks.Clear();

    /// <summary>Writes the event as one JSON object.</summary>
    public void WriteTo(Stream output)
    {
        using var json = new Utf8JsonWriter(output, Relaxed);
        json.WriteStartObject();
        foreach (var (field, value) in _values)
        {
            if (value is long number)
            {
                json.WriteNumber(MappedFieldNames.Of(field), number);
            }
            else
            {
                json.WriteString(MappedFieldNames.Of(field), (string)value);
            }
        }

        if (_tracks.Count > 0)
        {
            json.WriteStartArray(MappedFieldNames.Of(MappedField.Tracks));
            _tracks.ForEach(json.WriteStringValue);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static long MicrosOf(DateTime time) => (time - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
