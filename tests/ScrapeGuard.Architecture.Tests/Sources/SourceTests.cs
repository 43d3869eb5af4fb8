using System.Text.RegularExpressions;
using Rule = System.Func<string, string[], System.Collections.Generic.IEnumerable<string>>;

namespace ScrapeGuard.Architecture.Tests.Sources;

public sealed partial class SourceTests
{
    private static readonly string[] Everywhere = ["src", "tests", "benchmarks"];

    [Test]
    public void Sources_Listing_FindsOwnFile() =>
        Repository.Sources("tests").Should().Contain("tests/ScrapeGuard.Architecture.Tests/Sources/SourceTests.cs");

    [Test]
    public void Sources_OfProgram_AreShortOrSayWhy() => Broken(SourceRules.Length, "src").Should().BeEmpty();

    [Test]
    public void Sources_OfProgram_AreNamedAfterFeatures() => Broken(SourceRules.Names, "src").Should().BeEmpty();

    [Test]
    public void Sources_Everywhere_FitTheWidth() => Broken(SourceRules.Width, Everywhere).Should().BeEmpty();

    [Test]
    public void Sources_Everywhere_SuppressWithReason() =>
        Broken(SourceRules.Suppressions, Everywhere).Should().BeEmpty();

    [Test]
    public void TestNames_Everywhere_HaveThreeParts() => Broken(TestNameRule.Check, "tests").Should().BeEmpty();

    [Test]
    public void LogMessages_OfProgram_HaveNumbersOfTheirOwn()
    {
        var numbers = Repository.Sources("src")
            .SelectMany(path => LogNumber().Matches(File.ReadAllText(Repository.Absolute(path))))
            .Select(match => match.Groups[1].Value)
            .ToList();

        numbers.Should().HaveCountGreaterThan(20).And.OnlyHaveUniqueItems("who searches a log finds one place by it");
    }

    [GeneratedRegex(@"\[LoggerMessage\(\s*(?:EventId = )?(\d+)")]
    private static partial Regex LogNumber();

    private static List<string> Broken(Rule rule, params string[] folders) =>
        [.. Repository.Sources(folders).SelectMany(p => rule(p, File.ReadAllLines(Repository.Absolute(p))))];
}
