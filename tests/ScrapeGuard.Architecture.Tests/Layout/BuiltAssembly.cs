namespace ScrapeGuard.Architecture.Tests.Layout;

/// <summary>Where the build left the assembly of a project of the solution.</summary>
internal static class BuiltAssembly
{
    /// <summary>The copy beside the tests, else the project's own output of the same configuration.</summary>
    /// <returns>A full path, or null when the project was not built.</returns>
    public static string? Find(string projectPath, string assemblyName)
    {
        var file = assemblyName + ".dll";
        var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var own = Path.Combine(
            Path.GetDirectoryName(Repository.Absolute(projectPath))!, "bin", output.Parent!.Name, output.Name, file);
        string[] places = [Path.Combine(output.FullName, file), own];
        return places.FirstOrDefault(File.Exists);
    }
}
