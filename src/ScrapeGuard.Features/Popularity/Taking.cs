using System.Runtime.InteropServices;
using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Features.Popularity;

/// <summary>An account took a track.</summary>
/// <param name="Account">Who.</param>
/// <param name="Track">What.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct Taking(AccountKey Account, ulong Track)
{
    public override int GetHashCode() => (int)((Account.Low ^ Track) * 0x9E3779B97F4A7C15 >> 32);
}
