using FsCheck;
using FsCheck.Fluent;

namespace ScrapeGuard.Tests.Seeds;

/// <summary>
/// Runs a check over random seeds; a failure prints the seed of the stream and FsCheck's own for a replay.
/// </summary>
internal static class Property
{
    public static void HoldsForSeeds(Action<int> check, int runs = 60) =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(runs),
            Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), check));
}
