using ScrapeGuard.Architecture.Tests.Layout;

namespace ScrapeGuard.Architecture.Tests.Purity;

public sealed class PurityTests
{
    // Its sequential tests may be given a clock; no other part of the inner ring knows the notion.
    private const string MayTakeTimeProvider = "ScrapeGuard.Detection";

    private static readonly string Own = typeof(PurityTests).Assembly.Location;

    [TestCaseSource(nameof(InnerProjects))]
    public void InnerRing_References_KnowNoWorld(string path)
    {
        var project = ProjectFile.Load(path);
        var built = BuiltAssembly.Find(path, project.AssemblyName);

        built.Should().NotBeNull($"{path} has to be built before these tests");
        AssemblyScan.Complaints(built!, timeProvider: project.Name == MayTakeTimeProvider)
            .Should().BeEmpty($"{project.Name} knows neither files, nor network, nor wall clock, nor unseeded chance");
    }

    [TestCase("System.IO.File.ReadAllText", "ReadsFile")]
    [TestCase("System.IO.FileStream..ctor", "OpensFile")]
    [TestCase("System.Console.WriteLine", "WritesConsole")]
    [TestCase("System.Diagnostics.Process.Start", "StartsProcess")]
    [TestCase("System.Net.Http.HttpClient..ctor", "OpensNetwork")]
    [TestCase("System.DateTime.get_UtcNow", "AsksClock")]
    [TestCase("System.DateTimeOffset.get_UtcNow", "AsksOffsetClock")]
    [TestCase("System.Diagnostics.Stopwatch.StartNew", "StartsWatch")]
    [TestCase("System.Environment.get_TickCount64", "CountsTicks")]
    [TestCase("System.Random..ctor", "ThrowsDice")]
    [TestCase("System.Guid.NewGuid", "MakesId")]
    [TestCase("System.TimeProvider.get_System", "TakesSystemTime")]
    public void Complaints_Offence_NamesMemberAndMethod(string member, string method) =>
        AssemblyScan.Complaints(Own, timeProvider: true)
            .Should().Contain($"{member}, used in {nameof(ViolatingSample)}.{method}");

    [Test]
    public void Complaints_OffenceInAsyncMethod_IsFound() =>
        AssemblyScan.Complaints(Own, timeProvider: true)
            .Should().Contain(c => c.StartsWith("System.Threading.Tasks.Task.Delay, used in ViolatingSample.<Waits>"));

    [Test]
    public void Complaints_PermittedUses_AreNone() =>
        AssemblyScan.Complaints(Own, timeProvider: true)
            .Should().NotContain(c => c.Contains("." + nameof(ViolatingSample.Permitted) + "."));

    [Test]
    public void Complaints_GivenClockWhereNotAllowed_IsFound() =>
        AssemblyScan.Complaints(Own, timeProvider: false)
            .Should().Contain("System.TimeProvider.GetTimestamp, used in ViolatingSample.Permitted.AsksGivenClock");

    private static IEnumerable<string> InnerProjects() =>
        Repository.SourceProjectPaths
            .Where(path => LayoutTable.RingOf(Path.GetFileNameWithoutExtension(path)) == Ring.Inner);
}
