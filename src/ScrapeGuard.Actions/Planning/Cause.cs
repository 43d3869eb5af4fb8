namespace ScrapeGuard.Actions.Planning;

/// <summary>What leads to a restore.</summary>
/// <param name="Id">Of the decision or command; a word when the time led to it.</param>
/// <param name="Actor">Who: the program, or the person.</param>
/// <param name="Why">In a line for people.</param>
internal readonly record struct Cause(string Id, string Actor, string Why);
