using System.Numerics;
using System.Runtime.CompilerServices;

namespace ScrapeGuard.Engine.Accounts;

/// <summary>How states lie in an <see cref="IStateFile"/>.</summary>
internal static class StateFileLayout
{
    /// <summary>
    /// A power of two, so that a state does not cross from one page of the disk to the next: 2,048 bytes.
    /// </summary>
    public static int RecordBytes { get; } = (int)BitOperations.RoundUpToPowerOf2((uint)Unsafe.SizeOf<AccountState>());
}
