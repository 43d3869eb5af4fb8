namespace ScrapeGuard.AccountService.Calling;

/// <summary>Chance by a seed, for threads that share it.</summary>
/// <param name="seed">The same seed gives the same numbers.</param>
internal sealed class SeededChance(int seed)
{
    private readonly Random _random = new(seed);
    private readonly Lock _drawing = new();

    /// <summary>From 0, under 1.</summary>
    public double Next()
    {
        lock (_drawing)
        {
            return _random.NextDouble();
        }
    }
}
