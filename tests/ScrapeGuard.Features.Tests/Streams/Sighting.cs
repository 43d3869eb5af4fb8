namespace ScrapeGuard.Features.Tests.Streams;

/// <summary>
/// A track served, with its age since it was served before (as metadata, or as audio or its key), in units of 16 s. Audio
/// within four units of the audio or key before is the same taking, and no sighting.
/// </summary>
internal sealed record Sighting(StreamEvent Event, long Age)
{
    private const int Unit = 16;

    public bool IsNew => Age > 604_800 / Unit;

    public bool IsRepeat => Age <= 86_400 / Unit;

    public static List<Sighting> AllOf(IEnumerable<StreamEvent> events)
    {
        var last = new Dictionary<(bool, ulong), long>();
        var sightings = new List<Sighting>();
        foreach (var e in events.Where(e => e.Takes))
        {
            foreach (var track in e.Tracks)
            {
                var unit = e.Second / Unit;
                var age = last.TryGetValue((e.IsAudio, track), out var before) ? unit - before : long.MaxValue;
                last[(e.IsAudio, track)] = unit;
                if (!e.IsAudio || age > 4)
                {
                    sightings.Add(new Sighting(e, age));
                }
            }
        }

        return sightings;
    }
}
