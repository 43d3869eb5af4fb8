namespace ScrapeGuard.Simulation.Randomness;

/// <summary>
/// SplitMix64 (Steele, Lea and Flood, OOPSLA 2014): eight bytes of state, so that each of a million accounts can
/// have a stream of its own. A mutable struct: keep it in a field or pass it by reference.
/// </summary>
internal struct Chance
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private ulong _state;

    public Chance(ulong seed) => _state = seed;

    /// <summary>An independent stream for (seed, purpose, index).</summary>
    public static Chance For(ulong seed, ulong purpose, ulong index) =>
        new(Mix(Mix(Mix(seed + Golden) ^ purpose) + (index * Golden)));

    /// <summary>The finalizer of SplitMix64: a bijection of 64 bits.</summary>
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    public ulong Next() => Mix(_state += Golden);

    /// <summary>Uniform in [0, 1).</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in 0 .. limit - 1 (Lemire's multiplication; a bias of limit / 2^32 matters little).</summary>
    public int Below(int limit) => (int)(((Next() >> 32) * (ulong)limit) >> 32);

    /// <summary>Uniform in low .. high, both included.</summary>
    public int Between(int low, int high) => low + Below(high - low + 1);

    public double Between(double low, double high) => low + ((high - low) * Unit());

    public bool Happens(double probability) => Unit() < probability;

    /// <summary>Standard normal, by Box and Muller; the second of the pair is dropped to keep state small.</summary>
    public double Normal()
    {
        var radius = Math.Sqrt(-2 * Math.Log(1 - Unit()));
        return radius * Math.Cos(2 * Math.PI * Unit());
    }

    public double LogNormal(double median, double sigma) => median * Math.Exp(sigma * Normal());

    public double Exponential(double mean) => -mean * Math.Log(1 - Unit());

    /// <summary>Poisson by Knuth's product; meant for means below 30.</summary>
    public int Poisson(double mean)
    {
        var floor = Math.Exp(-Math.Min(mean, 30));
        var count = 0;
        for (var product = Unit(); product > floor; product *= Unit())
        {
            count++;
        }

        return count;
    }

    /// <summary>
    /// A rank in 0 .. count - 1 with weight (rank + 1)^-exponent, by inversion of the continuous law
    /// (within a few percent of the discrete one from rank 1 on).
    /// </summary>
    public int Zipf(int count, double exponent)
    {
        var rest = 1 - exponent;
        var draw = Math.Abs(rest) < 1e-9
            ? Math.Exp(Unit() * Math.Log(count + 1.0))
            : Math.Pow(1 + (Unit() * (Math.Pow(count + 1.0, rest) - 1)), 1 / rest);
        return Math.Clamp((int)draw - 1, 0, count - 1);
    }
}
