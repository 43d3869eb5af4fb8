using System.Xml.Linq;

namespace ScrapeGuard.Architecture.Tests.Layout;

/// <summary>What a project file says; the compiler drops references that no line of code uses yet.</summary>
internal sealed record ProjectFile(string Name, string AssemblyName, IReadOnlyList<string> References)
{
    public static ProjectFile Load(string path) =>
        Parse(Path.GetFileNameWithoutExtension(path), File.ReadAllText(Repository.Absolute(path)));

    public static ProjectFile Parse(string name, string text)
    {
        var items = XDocument.Parse(text).Descendants().ToList();
        var projects = items
            .Where(e => e.Name.LocalName == "ProjectReference")
            .Select(e => Path.GetFileNameWithoutExtension(Include(e).Replace('\\', '/')));
        var others = items
            .Where(e => e.Name.LocalName is "PackageReference" or "FrameworkReference")
            .Select(Include);
        var assembly = items.FirstOrDefault(e => e.Name.LocalName == "AssemblyName")?.Value ?? name;
        return new ProjectFile(name, assembly, [.. projects.Concat(others).Where(r => r.Length > 0)]);
    }

    private static string Include(XElement item) => item.Attribute("Include")?.Value ?? "";
}
