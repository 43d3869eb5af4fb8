using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Features.Tests.Streams;

/// <summary>
/// One account's random events by seed: bursts, pauses of hours and days, every operation, errors, 0 to 500 tracks, several
/// networks.
/// </summary>
internal sealed class RandomStream(int seed)
{
    public const long Start = 1_767_225_600;

    private readonly Random _random = new(seed);

    /// <summary>A stream over a small catalogue, which a <c>TrackMemory</c> holds in full.</summary>
    public static List<StreamEvent> Small(int seed, int events = 400) =>
        new RandomStream(seed).Take(events, Catalogue.WithoutCollisions(30, seed), maxTracks: 12);

    /// <summary>A stream over a catalogue too large to remember.</summary>
    public static List<StreamEvent> Large(int seed, int events = 400) =>
        new RandomStream(seed).Take(events, Catalogue.Random(100_000, seed), maxTracks: EventLimits.MaxTracks);

    private List<StreamEvent> Take(int events, ulong[] catalogue, int maxTracks)
    {
        var micros = (Start + _random.Next(1_000_000)) * 1_000_000;
        var pace = 1.0;
        var stream = new List<StreamEvent>();
        for (var i = 0; i < events; i++)
        {
            if (_random.Next(25) == 0)
            {
                pace = new[] { 0.01, 1, 20, 400, 7_200 }[_random.Next(5)];
            }

            var gap = -Math.Log(1 - _random.NextDouble()) * pace;
            gap += _random.Next(120) == 0 ? _random.Next(86_400 * 9) : 0;
            micros += (long)(gap * 1e6);
            stream.Add(Next(micros, catalogue, maxTracks));
        }

        return stream;
    }

    private StreamEvent Next(long micros, ulong[] catalogue, int maxTracks)
    {
        var operation = (Operation)_random.Next(OperationNames.Count);
        var most = operation is Operation.Audio or Operation.License or Operation.Play ? 1 : maxTracks;
        var tracks = new ulong[_random.Next(most + 1)];
        for (var i = 0; i < tracks.Length; i++)
        {
            tracks[i] = catalogue[_random.Next(1 + _random.Next(catalogue.Length))];
        }

        var e = new AccessEvent
        {
            TimeMicros = micros,
            Operation = operation,
            Status = new short[] { 200, 200, 200, 200, 206, 302, 403, 429, 500 }[_random.Next(9)],
            Bytes = _random.Next(3) == 0 ? 0 : _random.NextInt64(1L << _random.Next(4, 25)),
            PlayedMs = operation == Operation.Play ? _random.Next(600_000) : 0,
            Ip = Source(12),
            Network = Source(5),
            Device = Source(3),
            Client = Source(2),
            TrackCount = (ushort)tracks.Length,
        };
        return new StreamEvent(e, tracks, _random.Next(tracks.Length + 1) / 2);
    }

    /// <summary>One of a few sources, or 0 for none.</summary>
    private uint Source(int count) => (uint)_random.Next(count + 1) * 0x9E3779B1;
}
