namespace ScrapeGuard.Actions.Storing;

/// <summary>Where a safeguard event goes.</summary>
public enum OutgoingChannel : byte
{
    /// <summary>The topic of safeguard events.</summary>
    Topic = 1,

    /// <summary>A receiver of security event tokens.</summary>
    Push = 2,
}
