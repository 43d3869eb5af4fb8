using System.Collections.Immutable;
using System.Text;
using ScrapeGuard.Core.Hashing;

namespace ScrapeGuard.Campaigns.Leaks;

/// <summary>Who takes canary tracks.</summary>
internal sealed class CanaryWatch
{
    private readonly int _maxAccounts;
    private readonly SortedDictionary<string, SortedSet<string>> _accounts = new(StringComparer.Ordinal);
    private readonly Dictionary<ulong, string> _names = [];
    private readonly Dictionary<string, long> _more = new(StringComparer.Ordinal);

    public CanaryWatch(IEnumerable<string> tracks, int maxAccounts)
    {
        _maxAccounts = maxAccounts;
        foreach (var track in tracks)
        {
            _names[StableHash.Hash64(Encoding.UTF8.GetBytes(track))] = track;
        }
    }

    public void See(ReadOnlySpan<ulong> tracks, ReadOnlySpan<byte> account)
    {
        if (_names.Count == 0)
        {
            return;
        }

        foreach (var track in tracks)
        {
            if (_names.TryGetValue(track, out var name))
            {
                Note(name, Encoding.UTF8.GetString(account));
            }
        }
    }

    public ImmutableArray<CanaryTake> Takes() => [.. _accounts.Select(take =>
        new CanaryTake(take.Key, [.. take.Value], _more.GetValueOrDefault(take.Key)))];

    private void Note(string track, string account)
    {
        if (!_accounts.TryGetValue(track, out var accounts))
        {
            _accounts[track] = accounts = new SortedSet<string>(StringComparer.Ordinal);
        }

        if (accounts.Count < _maxAccounts)
        {
            accounts.Add(account);
        }
        else if (!accounts.Contains(account))
        {
            _more[track] = _more.GetValueOrDefault(track) + 1;
        }
    }
}
