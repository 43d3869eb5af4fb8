using System.Runtime.InteropServices;

namespace ScrapeGuard.Engine.Accounts;

/// <summary>Where an account's name lies in a <see cref="NameArena"/>.</summary>
/// <param name="Cell">Number of the first cell.</param>
/// <param name="Length">Length in bytes.</param>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal readonly record struct NamePlace(int Cell, byte Length);
