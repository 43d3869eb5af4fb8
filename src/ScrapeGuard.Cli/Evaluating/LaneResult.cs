namespace ScrapeGuard.Cli.Evaluating;

/// <summary>How one policy with one model did.</summary>
/// <param name="Name">What sets it apart from the others.</param>
/// <param name="Policy">The policy's name.</param>
/// <param name="Model">The model's version.</param>
/// <param name="Evaluation">Its numbers.</param>
internal sealed record LaneResult(string Name, string Policy, string Model, Evaluation Evaluation);
