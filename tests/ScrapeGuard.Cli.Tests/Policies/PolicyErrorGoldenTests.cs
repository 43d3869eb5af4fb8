using System.Text;
using ScrapeGuard.Cli.Policies;

namespace ScrapeGuard.Cli.Tests.Policies;

/// <summary>
/// Every kind of mistake and the exact words for it. Cases are apart by a line of "=== title" in Golden/cases.txt.
/// </summary>
public sealed class PolicyErrorGoldenTests
{
    [Test]
    public void Read_EachKindOfMistake_SaysTheWordsOfTheGoldenFile()
    {
        var output = new StringBuilder();
        foreach (var part in File.ReadAllText(GoldenFile.Beside("Golden/cases.txt")).Split("=== ").Skip(1))
        {
            var end = part.IndexOf('\n');
            output.Append("=== ").Append(part.AsSpan(0, end)).Append('\n');
            foreach (var error in PolicyFileReader.Read(part[(end + 1)..], "policy.yaml").Errors)
            {
                output.Append(error).Append('\n');
            }
        }

        GoldenFile.Check(output.ToString(), GoldenFile.Beside("Golden/errors.txt"));
    }
}
