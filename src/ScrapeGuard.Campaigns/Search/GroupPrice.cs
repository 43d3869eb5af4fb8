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

    private readonly int _others;
    private readonly HashSet<int> _pool;
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
    public GroupPrice(int accounts, HashSet<int> pool, int pools) =>
        (_others, _pool, _start) = (accounts - pool.Count, pool, OverlapTable.Log(pools));

    /// <summary>Whether it is that of groups in a pool.</summary>
    public bool IsOfPool => _pool.Count > 0;

    /// <summary>Whether an account is in the pool.</summary>
    public bool IsInPool(int account) => _pool.Contains(account);

    /// <summary>
    /// What a pair says for a campaign in a pool, by what it says for one among all: fewer of its pairs are disjoint,
    /// for mimics share popular tracks.
    /// </summary>
    public static double InPool(double evidence) =>
        Math.Max(evidence + OfDisjointInPool, 0) + Math.Min(evidence + OfOthersInPool, 0);

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
