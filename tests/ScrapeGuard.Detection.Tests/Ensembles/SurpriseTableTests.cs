using ScrapeGuard.Detection.Ensembles;
using ScrapeGuard.Detection.Numerics;

namespace ScrapeGuard.Detection.Tests.Ensembles;

[TestFixture]
public sealed class SurpriseTableTests
{
    [Test]
    public void Of_KeysOfTheCrowd_IsNearTheirEmpiricalSurprise()
    {
        for (ulong seed = 1; seed <= 10; seed++)
        {
            var random = new SplitMix64(seed);
            var keys = new int[3000];
            for (var i = 0; i < keys.Length; i++)
                keys[i] = (int)(random.NextGaussian() * 1_000_000);
            var table = new SurpriseTable(keys);

            foreach (var key in keys)
            {
                // The oracle counts; the grid may be off by what lies in one cell.
                var share = (keys.Count(k => k > key) + 0.5 * keys.Count(k => k == key)) / keys.Length;
                table.Of(key).Should().BeApproximately((float)-Math.Log(share), 0.35f, $"seed {seed}, key {key}");
            }
        }
    }

    [Test]
    public void Of_RisingKeys_NeverFalls()
    {
        var random = new SplitMix64(3);
        var keys = new int[500];
        for (var i = 0; i < keys.Length; i++)
            keys[i] = random.NextInt(40) * 1000;
        var table = new SurpriseTable(keys);
        var last = 0f;

        for (var key = -5000; key < 100_000; key += 37)
        {
            table.Of(key).Should().BeGreaterThanOrEqualTo(last, $"key {key}");
            last = table.Of(key);
        }
        table.Of(int.MaxValue).Should().BeGreaterThan(table.Of(100_000), "the order goes on beyond the crowd");
    }

    [Test]
    public void Of_ACrowdOfOneKey_IsFinite()
    {
        foreach (var only in new[] { 0, int.MinValue, int.MaxValue })
        {
            var table = new SurpriseTable([only, only]);

            foreach (var key in new[] { int.MinValue, -1, only, 1, int.MaxValue })
                float.IsFinite(table.Of(key)).Should().BeTrue($"key {key} in a crowd of {only}");
        }
    }
}
