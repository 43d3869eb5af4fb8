using System.Globalization;
using System.Text;
using ScrapeGuard.Core.Time;
using ScrapeGuard.Kafka.Options;

namespace ScrapeGuard.Cli.FromKafka;

/// <summary>
/// What of a topic is to be read:
/// <code>
/// range = topic [ "/" partition ] [ ":" [ bound ] ".." [ bound ] ]
/// bound = offset / RFC 3339 time
/// </code>
/// The first bound counts, the second does not. Times are those of the records, by which brokers keep an index; the
/// events' own stand in the values, which only a reader of all of them knows.
/// </summary>
/// <param name="Topic">The topic.</param>
/// <param name="Partition">The one partition; null: all.</param>
/// <param name="From">Where to begin; null: with the oldest record.</param>
/// <param name="To">Where to end; null: where the topic ends at the start.</param>
internal sealed record TopicRange(string Topic, int? Partition, RangeBound? From, RangeBound? To)
{
    public const string Allowed =
        "must be TOPIC, TOPIC:FROM..TO or TOPIC/PARTITION:FROM..TO with offsets or RFC 3339 times, either may be left "
        + "out";

    private const string Between = "..";
    private const long MicrosPerMilli = 1_000;

    /// <summary>Reads a range; null, with what is wrong, when it is none.</summary>
    public static TopicRange? Parse(string text, out string mistake)
    {
        mistake = Allowed;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var name = colon < 0 ? text : text[..colon];
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        var topic = slash < 0 ? name : name[..slash];
        int? partition = null;
        if (slash >= 0)
        {
            if (!int.TryParse(name[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return null;
            }

            partition = number;
        }

        if (!TopicNames.IsTopic(topic))
        {
            mistake = TopicNames.Allowed;
            return null;
        }

        return colon < 0
            ? new TopicRange(topic, partition, From: null, To: null)
            : ParseBounds(new TopicRange(topic, partition, From: null, To: null), text[(colon + 1)..], ref mistake);
    }

    private static TopicRange? ParseBounds(TopicRange whole, string text, ref string mistake)
    {
        var between = text.IndexOf(Between, StringComparison.Ordinal);
        if (between < 0 || !TryParse(text[..between], out var from)
            || !TryParse(text[(between + Between.Length)..], out var to))
        {
            return null;
        }

        if (from is { } first && to is { } last && first.IsTime == last.IsTime && first.Value >= last.Value)
        {
            mistake = "FROM must be before TO, which does not count itself";
            return null;
        }

        return whole with { From = from, To = to };
    }

    private static bool TryParse(string text, out RangeBound? bound)
    {
        bound = null;
        if (text.Length == 0)
        {
            return true;
        }

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var offset))
        {
            bound = new RangeBound(offset, IsTime: false);
            return true;
        }

        if (!Rfc3339.TryParse(Encoding.UTF8.GetBytes(text), out var micros) || micros < 0)
        {
            return false;
        }

        // Records have whole milliseconds: the first that is not before the time.
        bound = new RangeBound((micros + MicrosPerMilli - 1) / MicrosPerMilli, IsTime: true);
        return true;
    }
}
