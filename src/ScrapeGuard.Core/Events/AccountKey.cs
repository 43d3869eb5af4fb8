using System.Runtime.InteropServices;

namespace ScrapeGuard.Core.Events;

/// <summary>
/// 128 bits that stand for an account's name. Two of 10^9 accounts share a key with a chance of about 10^-21
/// (birthday bound n^2 / 2^129), so the key alone is the identity.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct AccountKey(ulong High, ulong Low) : IComparable<AccountKey>
{
    public int CompareTo(AccountKey other)
    {
        var high = High.CompareTo(other.High);
        return high != 0 ? high : Low.CompareTo(other.Low);
    }

    public static bool operator <(AccountKey left, AccountKey right) => left.CompareTo(right) < 0;

    public static bool operator >(AccountKey left, AccountKey right) => left.CompareTo(right) > 0;

    public static bool operator <=(AccountKey left, AccountKey right) => left.CompareTo(right) <= 0;

    public static bool operator >=(AccountKey left, AccountKey right) => left.CompareTo(right) >= 0;
}
