namespace ScrapeGuard.Architecture.Tests.Sources;

/// <summary>Every rule is shown a sample that breaks it, and one just inside.</summary>
public sealed class SourceRulesTests
{
    private const string Path = "src/X/A.cs";

    [TestCase(400, "", 0)]
    [TestCase(401, "", 1)]
    [TestCase(401, "// Long because: one table of constants.", 0)]
    [TestCase(401, "// Long because: ", 1)]
    public void Length_OfFile_IsLimitedUnlessJustified(int lines, string head, int expected) =>
        SourceRules.Length(Path, [head, .. Enumerable.Repeat("", lines - 1)]).Should().HaveCount(expected);

    [Test]
    public void Length_JustifiedOnSixthLine_IsTooLate() =>
        SourceRules.Length(Path, [.. Enumerable.Repeat("", 5), "// Long because: x", .. Enumerable.Repeat("", 400)])
            .Should().ContainSingle();

    [TestCase(120, 0)]
    [TestCase(121, 1)]
    public void Width_OfLine_IsLimited(int width, int expected) =>
        SourceRules.Width(Path, ["", new string('x', width)]).Should().HaveCount(expected);

    [Test]
    public void Width_Offence_NamesTheLine() =>
        SourceRules.Width(Path, ["", new string('x', 121)])
            .Should().ContainSingle().Which.Should().StartWith(Path + "(2)");

    [TestCase("src/ScrapeGuard.Core/Utils/A.cs", "namespace ScrapeGuard.Core;", 1)]
    [TestCase("src/ScrapeGuard.Common/A.cs", "namespace ScrapeGuard.Core;", 1)]
    [TestCase("src/ScrapeGuard.Core/A.cs", "namespace ScrapeGuard.Core.Helpers;", 1)]
    [TestCase("src/ScrapeGuard.Core/A.cs", "namespace ScrapeGuard.Managers", 1)]
    [TestCase("src/ScrapeGuard.Core/Utils.cs", "namespace ScrapeGuard.Core;", 0)]
    [TestCase("src/ScrapeGuard.Core/Uncommon/A.cs", "namespace ScrapeGuard.Core.Uncommon;", 0)]
    public void Names_OfFolderAndNamespace_SayTheFeature(string path, string line, int expected) =>
        SourceRules.Names(path, [line]).Should().HaveCount(expected);

    [TestCase("", "#pragma warning disable CA1000", 1)]
    [TestCase("", "  # pragma warning disable", 1)]
    [TestCase("", "[SuppressMessage(\"a\", \"b\")]", 1)]
    [TestCase("", "[assembly: System.Diagnostics.CodeAnalysis.SuppressMessage(\"a\", \"b\")]", 1)]
    [TestCase("code(); //", "#pragma warning disable CA1000", 1)]
    [TestCase("", "#pragma warning disable CA1000 // The format has it so.", 0)]
    [TestCase("// The format has it so.", "#pragma warning disable CA1000", 0)]
    [TestCase("", "[SuppressMessage(\"a\", \"b\", Justification = \"The format has it so.\")]", 0)]
    [TestCase("", "#pragma warning restore CA1000", 0)]
    public void Suppressions_OfWarnings_SayWhy(string before, string line, int expected) =>
        SourceRules.Suppressions(Path, [before, line]).Should().HaveCount(expected);

    [TestCase("    [Test]", "    public void Parses() { }", 1)]
    [TestCase("    [Test]", "    public void Parse_Empty() { }", 1)]
    [TestCase("    [Test]", "    public void Parse_Empty_Is_Error() { }", 1)]
    [TestCase("    [Test]", "    public void parse_empty_fails() { }", 1)]
    [TestCase("    [TestCase(1, ExpectedResult = 2)]", "    public async Task<int> Doubles(int n) => 2 * n;", 1)]
    [TestCase("    [Test, Explicit]", "    public void Parses() { }", 1)]
    [TestCase("    [Explicit, Test]", "    public void Parses() { }", 1)]
    [TestCase("    [TestCaseSource(nameof(All))]", "    internal static void Parses<T>(T n) { }", 1)]
    [TestCase("    [Test] public void Parses() { }", "", 1)]
    [TestCase("    [TestCase(\"] public void A_B_C()\")] public void Parses(string s) { }", "", 1)]
    [TestCase("    [Test]", "    public void Parse_Empty_IsError() { }", 0)]
    [TestCase("    [TestCase(1)]", "    public async Task<int> Parse_2Lines_Gives2(int n) => n;", 0)]
    [TestCase("    [TestFixture]", "    public sealed class Parses(int n) { }", 0)]
    [TestCase("    [SetUp]", "    public void Start() { }", 0)]
    public void TestNames_OfMethods_HaveThreeParts(string attribute, string method, int expected) =>
        TestNameRule.Check("tests/X/A.cs", [attribute, method]).Should().HaveCount(expected);

    [Test]
    public void TestNames_ManyAttributes_AreOneOffence() =>
        TestNameRule.Check("tests/X/A.cs", ["[TestCase(1)]", "[TestCase(2)]", "public void Parses(int n) { }"])
            .Should().ContainSingle().Which.Should().Contain("(3) Parses ");
}
