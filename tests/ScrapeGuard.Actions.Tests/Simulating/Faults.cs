namespace ScrapeGuard.Actions.Tests.Simulating;

/// <summary>How often the simulated service misbehaves: shares of the calls.</summary>
internal sealed record Faults
{
    public static Faults None { get; } = new();

    public double NotDone { get; init; }

    public double LostBefore { get; init; }

    public double LostAfter { get; init; }

    public double Hangs { get; init; }

    public double CannotBeAsked { get; init; }

    public double Refused { get; init; }

    public bool ForgetsKeys { get; init; }
}
