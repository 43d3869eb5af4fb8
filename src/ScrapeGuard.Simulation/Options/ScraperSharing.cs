namespace ScrapeGuard.Simulation;

/// <summary>What the accounts of a campaign have in common besides their work.</summary>
[Flags]
public enum ScraperSharing
{
    /// <summary>Each account has places, device, program and age of its own.</summary>
    None = 0,

    /// <summary>All addresses are of one /24.</summary>
    Network = 1,

    /// <summary>All events name one device.</summary>
    Device = 2,

    /// <summary>One build of a program that hardly anybody uses.</summary>
    Client = 4,

    /// <summary>All accounts were created on one day.</summary>
    SignUp = 8,

    /// <summary>One clock: the hours of work are those of one country, wherever the accounts come from.</summary>
    Rhythm = 16,

    All = Network | Device | Client | SignUp | Rhythm,
}
