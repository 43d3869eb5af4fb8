using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Features.Tests.Streams;

/// <summary>An event of a test's stream, with its tracks beside it.</summary>
internal sealed record StreamEvent(AccessEvent Event, ulong[] Tracks, int Canaries)
{
    public long Second => Event.TimeMicros / 1_000_000;

    public bool IsServed => Event.Status < 400;

    public bool IsAudio => Event.Operation is Operation.Audio or Operation.License;

    public bool IsPlay => Event.Operation == Operation.Play;

    /// <summary>True when its tracks were handed out.</summary>
    public bool Takes => IsServed && !IsPlay;
}
