namespace ScrapeGuard.Captures.Tests;

/// <summary>Real captures that stand beside the repository: <c>../shared/data</c>.</summary>
internal static class SharedData
{
    /// <summary>The path of a file; the test is ignored when it is not on this machine.</summary>
    public static string PathOf(string name)
    {
        var start = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        for (var folder = start; folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "data", name);
            if (File.Exists(path))
            {
                return path;
            }
        }

        Assert.Ignore($"../shared/data/{name} is not on this machine");
        return "";
    }
}
