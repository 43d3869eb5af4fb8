namespace ScrapeGuard.Detection.Sequential;

/// <summary>Shape of a <see cref="Cusum"/>.</summary>
public sealed record CusumOptions
{
    /// <value>
    /// Taken off each increment, in the increment's unit, at least 0; it outweighs what people bring. Default 0.
    /// </value>
    public float Drift { get; init; }

    /// <value>
    /// Seconds in which stored evidence halves, above 0; infinity keeps it. Default 1,209,600 (14 days): what an
    /// account did long ago, perhaps in other hands, fades.
    /// </value>
    public float HalfLifeSeconds { get; init; } = 14 * 86_400;

    /// <value>Evidence above which the alarm stands, above 0. Default ln 10^6 = 13.8 nats.</value>
    public float Threshold { get; init; } = 13.8155f;

    /// <value>
    /// The state goes no higher, at least the threshold, so that a caught account can recover. Default 50.
    /// </value>
    public float Ceiling { get; init; } = 50;

    /// <summary>Every mistake, each naming key and value.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        if (!(Drift >= 0) || !float.IsFinite(Drift))
            errors.Add($"Cusum:Drift is {Drift}; it must be at least 0");
        if (!(HalfLifeSeconds > 0))
            errors.Add($"Cusum:HalfLifeSeconds is {HalfLifeSeconds}; it must be above 0");
        if (!(Threshold > 0) || !float.IsFinite(Threshold))
            errors.Add($"Cusum:Threshold is {Threshold}; it must be above 0");
        if (!(Ceiling >= Threshold) || !float.IsFinite(Ceiling))
            errors.Add($"Cusum:Ceiling is {Ceiling}; it must be at least the threshold, {Threshold}");
        return errors;
    }
}
