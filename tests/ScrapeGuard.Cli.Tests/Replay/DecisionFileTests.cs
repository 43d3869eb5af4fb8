using System.IO.Compression;
using System.Text;
using ScrapeGuard.Cli.Commands;
using ScrapeGuard.Cli.Replay;
using ScrapeGuard.Core.Decisions;

namespace ScrapeGuard.Cli.Tests.Replay;

public sealed class DecisionFileTests
{
    [Test]
    public void Write_AnyOrder_EndsInCanonicalOrder(
        [Range(1, 8)] int seed, [Values("d.ndjson", "d.ndjson.gz")] string name, [Values(1, 7, 1_000)] int maxAside)
    {
        using var folder = new TemporaryFolder();
        var decisions = SampleDecisions.Random(new Random(seed), 120);
        using (var output = OutputFile.Open(folder.PathOf(name)))
        {
            var file = new DecisionFile(output, maxAside);
            decisions.ForEach(file.Write);
            file.Finish();
            output.Commit();
        }

        TextOf(folder.PathOf(name)).Should().Be(Lines(SampleDecisions.Sorted(decisions)), $"seed {seed}");
        folder.Names().Should().Equal(name);
    }

    [Test]
    public void Write_InOrder_StandsInTheFileBeforeItsEnd()
    {
        using var folder = new TemporaryFolder();
        using var output = OutputFile.Open(folder.PathOf("d.ndjson"));
        var file = new DecisionFile(output);
        file.Write(SampleDecisions.Of("a", SampleDecisions.Start));
        output.Stream.Flush();
        var part = folder.Names().Should().ContainSingle().Subject;
        part.Should().NotBe("d.ndjson");
        new FileInfo(folder.PathOf(part)).Length.Should().BePositive();
    }

    private static string TextOf(string path)
    {
        using var file = File.OpenRead(path);
        using var plain = path.EndsWith(".gz", StringComparison.Ordinal)
            ? new GZipStream(file, CompressionMode.Decompress)
            : (Stream)file;
        using var reader = new StreamReader(plain);
        return reader.ReadToEnd();
    }

    private static string Lines(List<Decision> decisions)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        foreach (var decision in decisions)
        {
            DecisionJson.Write(buffer, decision);
            System.Buffers.BuffersExtensions.Write(buffer, "\n"u8);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
