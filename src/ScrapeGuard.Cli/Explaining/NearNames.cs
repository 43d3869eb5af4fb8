using ScrapeGuard.Cli.Policies;

namespace ScrapeGuard.Cli.Explaining;

/// <summary>Accounts whose names are like one that is not known: for the answer to a slip of the pen.</summary>
internal sealed class NearNames(string name)
{
    private const int MaxNames = 3;

    /// <summary>Names compared letter by letter; a capture of millions is not worth the wait.</summary>
    private const int MaxCompared = 200_000;

    private readonly List<string> _names = [];
    private int _compared;

    /// <summary>At most three, in the order in which they came.</summary>
    public IReadOnlyList<string> Names => _names;

    public void Look(string candidate)
    {
        if (_names.Count < MaxNames && IsNear(candidate))
        {
            _names.Add(candidate);
        }
    }

    private bool IsNear(string candidate)
    {
        if (string.Equals(candidate, name, StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        // More letters apart in length alone than may differ at all, or no letter in common at the start and the end.
        var mayDiffer = Math.Max(2, candidate.Length / 3);
        return Math.Abs(candidate.Length - name.Length) <= mayDiffer
            && (candidate[0] == name[0] || candidate[^1] == name[^1])
            && _compared++ < MaxCompared
            && NearestWord.Of(name, [candidate]) is not null;
    }
}
