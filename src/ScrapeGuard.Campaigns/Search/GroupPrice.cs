namespace ScrapeGuard.Campaigns.Search;

/// <summary>
/// What the choice of a group takes, in nats: the logarithm of the number of groups that might have been chosen. Of k
/// out of n accounts <c>ln C(n, k)</c>; of j out of the m of one of so many pools, and the rest out of all others,
/// <c>ln pools + ln C(m, j) + ln C(n - m, k - j)</c>.
/// </summary>
internal sealed class GroupPrice
{
    // A swarm of which 0.65 of the pairs are disjoint, where 0.9 of others' are.
    private const double OfDisjointInPool = -0.325422400434628; // ln (0.65 / 0.9)
    private const double OfOthersInPool = 1.252762968495368; // ln (0.35 / 0.1)

    // One of which 0.98 are.
    private const double OfDisjointInList = 0.085157808340307; // ln (0.98 / 0.9)
    private const double OfOthersInList = -1.609437912434100; // ln (0.02 / 0.1)

    private readonly int _others;
    private readonly HashSet<int> _pool;
    private readonly bool _isOfOneList;
    private readonly double _start;

    /// <summary>Of groups among so many accounts.</summary>
    public GroupPrice(int accounts)
        : this(accounts, [], pools: 1)
    {
    }

    /// <summary>Of groups in a pool, and around it.</summary>
    /// <param name="accounts">All accounts.</param>
    /// <param name="pool">Those of the pool.</param>
    /// <param name="pools">How many pools there are.</param>
    /// <param name="isOfOneList">Whether a swarm is looked for that splits a list and has no cover.</param>
    public GroupPrice(int accounts, HashSet<int> pool, int pools, bool isOfOneList = false) =>
        (_others, _pool, _start, _isOfOneList) =
            (accounts - pool.Count, pool, OverlapTable.Log(pools), isOfOneList);

    /// <summary>Whether an account is in the pool.</summary>
    public bool IsInPool(int account) => _pool.Contains(account);

    /// <summary>
    /// What a pair says for a campaign of such a pool, by what it says for one among all: of mimics fewer pairs are
    /// disjoint, for they share popular tracks; of those who split a list without cover nearly all are.
    /// </summary>
    public double Weigh(double evidence) =>
        _pool.Count == 0 ? evidence
        : _isOfOneList ? evidence + (evidence > 0 ? OfDisjointInList : evidence < 0 ? OfOthersInList : 0)
        : Math.Max(evidence + OfDisjointInPool, 0) + Math.Min(evidence + OfOthersInPool, 0);

    /// <summary>The price of a group.</summary>
    public double Of(IEnumerable<int> members)
    {
        var paid = Start();
        foreach (var member in members)
        {
            paid.Add(member);
        }

        return paid.Nats;
    }

    /// <summary>The price of a group that is still empty.</summary>
    public Paid Start() => new(this);

    /// <summary>The price of a group that grows.</summary>
    public struct Paid(GroupPrice price)
    {
        private int _inPool;
        private int _outside;

        public double Nats { get; private set; } = price._start;

        /// <summary>Adds a member.</summary>
        public void Add(int member)
        {
            Nats += price._pool.Contains(member)
                ? NextOf(price._pool.Count, ++_inPool)
                : NextOf(price._others, ++_outside);
        }

        private static double NextOf(int all, int chosen) => OverlapTable.Log((all - chosen + 1) / (double)chosen);
    }
}
