using System.Reflection;

namespace ScrapeGuard.Architecture.Tests.Layout;

public sealed class LayoutTests
{
    // Empty but with -p:MlNet=true, so nothing references it that would build it.
    private const string Optional = "ScrapeGuard.Detection.MlNet";

    [Test]
    public void Solution_SourceProjects_AreFound() =>
        Repository.SourceProjectPaths.Should().Contain("src/ScrapeGuard.Core/ScrapeGuard.Core.csproj");

    [Test]
    public void Solution_ProjectsOnDisk_AreAllInIt() =>
        Repository.Files("*.csproj", "src", "tests", "benchmarks")
            .Should().BeSubsetOf(Repository.ProjectPaths, "what the solution leaves out is neither built nor tested");

    [TestCaseSource(nameof(SourceProjects))]
    public void ProjectFile_References_FollowTheTable(string path)
    {
        var project = ProjectFile.Load(path);

        LayoutTable.Complaints(project.Name, project.References).Should().BeEmpty();
    }

    [TestCaseSource(nameof(SourceProjects))]
    public void Assembly_References_FollowTheTable(string path)
    {
        var project = ProjectFile.Load(path);
        var built = BuiltAssembly.Find(path, project.AssemblyName);
        if (built is null && project.Name == Optional)
        {
            Assert.Ignore($"{Optional} is not built with these tests alone.");
        }

        built.Should().NotBeNull($"{path} has to be built before these tests: reference it from the Cli or from here");
        var references = Assembly.LoadFrom(built!).GetReferencedAssemblies().Select(a => a.Name!);

        LayoutTable.Complaints(project.Name, references).Should().BeEmpty();
    }

    [Test]
    public void LayoutTable_EveryRow_PointsInward() =>
        LayoutTable.ShapeComplaints(LayoutTable.Rows).Should().BeEmpty();

    [TestCase("Core", "ScrapeGuard.Features")]
    [TestCase("Core", "YamlDotNet")]
    [TestCase("Features", "ScrapeGuard.Detection")]
    [TestCase("Detection", "ScrapeGuard.Features")]
    [TestCase("Engine", "ScrapeGuard.Captures")]
    [TestCase("Engine", "Confluent.Kafka")]
    [TestCase("Engine", "Microsoft.AspNetCore.App")]
    [TestCase("Captures", "ScrapeGuard.Simulation")]
    [TestCase("Simulation", "ScrapeGuard.Engine")]
    [TestCase("Detection.MlNet", "ScrapeGuard.Engine")]
    [TestCase("Kafka", "ScrapeGuard.Postgres")]
    [TestCase("Kafka", "ScrapeGuard.Telemetry")]
    [TestCase("Telemetry", "ScrapeGuard.Kafka")]
    public void Complaints_ForbiddenReference_NamesBoth(string project, string reference)
    {
        var complaint = LayoutTable.Complaints("ScrapeGuard." + project, [reference]).Should().ContainSingle().Subject;

        complaint.Should().Contain("ScrapeGuard." + project).And.Contain(reference);
    }

    [TestCase("Core", "System.Runtime")]
    [TestCase("Engine", "ScrapeGuard.Detection")]
    [TestCase("Kafka", "ScrapeGuard.Core")]
    [TestCase("Captures", "CsvHelper")]
    [TestCase("Detection.MlNet", "Microsoft.ML.Data")]
    [TestCase("Cli", "ScrapeGuard.Kafka")]
    public void Complaints_AllowedReference_AreNone(string project, string reference) =>
        LayoutTable.Complaints("ScrapeGuard." + project, [reference]).Should().BeEmpty();

    [Test]
    public void Complaints_UnknownProject_AsksForARow() =>
        LayoutTable.Complaints("ScrapeGuard.New", []).Should().ContainSingle()
            .Which.Should().Contain("say in the table what it may reference");

    [Test]
    public void ShapeComplaints_AdapterToAdapter_AreFound() =>
        LayoutTable.ShapeComplaints(
        [
            new("Inside", Ring.Inner, "Left", "Missing"),
            new("Left", Ring.Adapter, "Right"),
            new("Right", Ring.Adapter, "Inside"),
        ]).Should().HaveCount(3);

    [Test]
    public void ProjectFile_Sample_YieldsEveryKindOfReference() =>
        ProjectFile.Parse(
            "ScrapeGuard.Sample",
            """
            <Project><PropertyGroup><AssemblyName>sample</AssemblyName></PropertyGroup><ItemGroup>
              <ProjectReference Include="..\ScrapeGuard.Core\ScrapeGuard.Core.csproj" />
              <PackageReference Include="YamlDotNet" /><FrameworkReference Include="Microsoft.AspNetCore.App" />
            </ItemGroup></Project>
            """).Should().BeEquivalentTo(
            new ProjectFile(
                "ScrapeGuard.Sample", "sample", ["ScrapeGuard.Core", "YamlDotNet", "Microsoft.AspNetCore.App"]));

    private static IEnumerable<string> SourceProjects() => Repository.SourceProjectPaths;
}
