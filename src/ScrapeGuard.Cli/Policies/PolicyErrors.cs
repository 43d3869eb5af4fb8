using System.Collections.Immutable;

namespace ScrapeGuard.Cli.Policies;

/// <summary>Gathers the mistakes of one file, up to <see cref="PolicyLimits.MaxErrors"/>.</summary>
internal sealed class PolicyErrors(string file)
{
    private readonly List<PolicyError> _errors = [];
    private long _leftOut;

    public bool IsEmpty => _errors.Count == 0;

    public void Add(PolicyNode at, string key, string value, string message) =>
        Add(at.Line, at.Column, key, value, message);

    public void Add(int line, int column, string key, string value, string message)
    {
        if (_errors.Count < PolicyLimits.MaxErrors)
        {
            _errors.Add(new PolicyError(file, line, column, key, value, message));
            return;
        }

        _leftOut++;
    }

    public ImmutableArray<PolicyError> ToSorted()
    {
        var sorted = _errors.OrderBy(error => error.Line).ThenBy(error => error.Column).ToList();
        if (_leftOut > 0)
        {
            sorted.Add(new PolicyError(file, 0, 0, "", "", $"{_leftOut:N0} more errors are not listed"));
        }

        return [.. sorted];
    }
}
