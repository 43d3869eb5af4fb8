using System.Runtime.CompilerServices;
using System.Text;

namespace ScrapeGuard.Actions.Tests.Safeguards;

/// <summary>
/// Files that stand in the folder <c>Golden</c> beside the test, compared byte for byte. To write them anew after a
/// change that was meant: set <c>UPDATE_GOLDEN=1</c> for one run, and read the difference.
/// </summary>
internal static class GoldenFile
{
    public static void ShouldHold(string name, string content, [CallerFilePath] string source = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(source)!, "Golden", name);
        var bytes = Encoding.UTF8.GetBytes(content + "\n");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllBytes(path, bytes);
            Assert.Fail($"wrote {path}: read the difference, then run without UPDATE_GOLDEN");
        }

        File.ReadAllBytes(path).Should().Equal(bytes, $"{name} is the form that readers know; now: {content}");
    }
}
