using ScrapeGuard.Detection.Calibration;
using ScrapeGuard.Detection.Forests;

namespace ScrapeGuard.Detection.Models;

/// <summary>How a model is trained.</summary>
public sealed record DetectionModelOptions
{
    /// <value>Name of the model, 1 to 128 characters. Default "people".</value>
    public string Name { get; init; } = "people";

    /// <value>Shape and seed of the forest; the seed also draws who is held out.</value>
    public IsolationForestOptions Forest { get; init; } = new();

    /// <value>How the scores of the held-out people are kept.</value>
    public QuantileTableOptions Calibration { get; init; } = new();

    /// <value>
    /// Share of the groups (people) that the forest never sees and that calibrate it, 0.05 to 0.9. Default 0.3.
    /// </value>
    public double HoldOutShare { get; init; } = 0.3;

    /// <summary>Every mistake, each naming key and value.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>(IsolationForestOptionsValidator.Validate(Forest));
        errors.AddRange(Calibration.Validate());
        if (Name.Length is < 1 or > DetectionModel.MaxNameLength)
            errors.Add($"Model:Name is '{Name}'; it must have 1 to {DetectionModel.MaxNameLength} characters");
        if (HoldOutShare is not (>= 0.05 and <= 0.9))
            errors.Add($"Model:HoldOutShare is {HoldOutShare}; it must be from 0.05 to 0.9");
        return errors;
    }
}
