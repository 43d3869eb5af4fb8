using ScrapeGuard.Features.Traits;

namespace ScrapeGuard.Campaigns.Search;

/// <summary>
/// With how many others of its group an account shares a trait that few people have, by kind; 0: none of it, or too few
/// to say anything.
/// </summary>
/// <param name="Network">Members that came from a network of its.</param>
/// <param name="Device">Members of a device of its.</param>
/// <param name="Client">Members of a client of its.</param>
/// <param name="SignUp">Members that were created in the same hour.</param>
/// <param name="Rhythm">Members that work by the same clock.</param>
public readonly record struct SharedTraits(int Network, int Device, int Client, int SignUp, int Rhythm = 0)
{
    /// <summary>The share of people who have a rare trait, at most: that of a network, not of a carrier's.</summary>
    public const double RareShare = 0.02;

    /// <summary>Whether there is any.</summary>
    public bool Any => this != default;

    /// <summary>
    /// Whether there is any of where it comes from. A rhythm is none: who takes much has another than most, and is a
    /// stranger to others more often, so that these two are not quite two things.
    /// </summary>
    public bool AnyOfOrigin => this with { Rhythm = 0 } != default;

    /// <summary>With how many others it shares one of a kind.</summary>
    public int Of(TraitKind kind) => kind switch
    {
        TraitKind.Network => Network,
        TraitKind.Device => Device,
        TraitKind.Client => Client,
        TraitKind.Rhythm => Rhythm,
        _ => SignUp,
    };

    /// <summary>The same with another number for a kind, if that is higher.</summary>
    internal SharedTraits With(TraitKind kind, int others) => kind switch
    {
        TraitKind.Network => this with { Network = Math.Max(Network, others) },
        TraitKind.Device => this with { Device = Math.Max(Device, others) },
        TraitKind.Client => this with { Client = Math.Max(Client, others) },
        TraitKind.Rhythm => this with { Rhythm = Math.Max(Rhythm, others) },
        _ => this with { SignUp = Math.Max(SignUp, others) },
    };
}
