namespace ScrapeGuard.Features.Traits;

/// <summary>What accounts may share besides what they take.</summary>
public enum TraitKind : byte
{
    /// <summary>The network that it came from: /24 of IPv4, the first three groups of IPv6.</summary>
    Network = 0,

    /// <summary>The device, or its model, as the client tells it.</summary>
    Device = 1,

    Client = 2,

    /// <summary>The hour in which the account was created.</summary>
    SignUp = 3,

    /// <summary>How it paces, and around which time of day (<see cref="Traits.Rhythm"/>).</summary>
    Rhythm = 4,
}
