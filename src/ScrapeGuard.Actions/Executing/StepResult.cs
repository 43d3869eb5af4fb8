namespace ScrapeGuard.Actions.Executing;

/// <summary>What one step did.</summary>
/// <param name="Answered">Calls of which the answer was recorded.</param>
/// <param name="Begun">Calls that were begun.</param>
/// <param name="Looked">Accounts that were looked at, and accounts of waves that were worked off.</param>
public readonly record struct StepResult(int Answered, int Begun, int Looked)
{
    /// <summary>Whether there was nothing to do: wait for a call, for something new, or for a while.</summary>
    public bool IsIdle => Answered + Begun + Looked == 0;
}
