namespace ScrapeGuard.Core.Decisions;

/// <summary>What is thought of an account, in rising order of severity up to <see cref="Suspend"/>.</summary>
public enum Verdict : byte
{
    /// <summary>Nothing was found; never emitted.</summary>
    None = 0,

    /// <summary>Worth a look; nothing is done to the account.</summary>
    Observe = 1,

    /// <summary>Is to be slowed down.</summary>
    Throttle = 2,

    /// <summary>Is to prove that a person is there.</summary>
    Challenge = 3,

    /// <summary>Is to be disabled, reversibly.</summary>
    Suspend = 4,

    /// <summary>An earlier verdict no longer holds.</summary>
    Restore = 5,
}
