namespace ScrapeGuard.Detection.Models;

/// <summary>
/// What a model of any make has to do to stand behind a <see cref="DetectionModel"/>: say of a row how little it looks
/// like people. Any number of threads may ask, and the same row always gets the same answer.
/// </summary>
public interface IRowScorer
{
    /// <summary>Values in a row.</summary>
    int Columns { get; }

    /// <summary>A score from 0 to 1, the higher the less like people; what it means is for the calibration.</summary>
    /// <param name="row"><see cref="Columns"/> values.</param>
    /// <exception cref="ArgumentException">The row has another number of values.</exception>
    float Score(ReadOnlySpan<float> row);
}
