using ScrapeGuard.Cli.Explaining;

namespace ScrapeGuard.Cli.Tests.Explaining;

public sealed class NearNamesTests
{
    [TestCase("alice", "Alice,bob,alcie,alicia", "Alice,alcie,alicia")]
    [TestCase("user-1024", "user-1025,someone,x", "user-1025")]
    [TestCase("alice", "bob,carol", "")]
    [TestCase("ab", "ab1,ab2,ab3,ab4", "ab1,ab2,ab3")]
    public void Look_Candidates_KeepsAtMostThreeNearOnes(string name, string candidates, string expected)
    {
        var near = new NearNames(name);
        foreach (var candidate in candidates.Split(','))
        {
            near.Look(candidate);
        }

        string.Join(',', near.Names).Should().Be(expected);
    }
}
