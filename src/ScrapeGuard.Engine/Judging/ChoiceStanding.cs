namespace ScrapeGuard.Engine.Judging;

/// <summary>How much an account's own choices speak against it (<see cref="ChoiceTests"/>).</summary>
internal enum ChoiceStanding
{
    /// <summary>Less than half as much as they would have to, to count by themselves.</summary>
    Usual,

    /// <summary>Half as much.</summary>
    Odd,

    /// <summary>It comes back to nothing, three quarters as much.</summary>
    NoReturn,
}
