using System.IO.Compression;
using System.Text;
using Microsoft.ML;
using Microsoft.ML.Transforms;
using ScrapeGuard.Detection.MlNet.Files;
using ScrapeGuard.Detection.MlNet.Training;
using ScrapeGuard.Detection.Models;

namespace ScrapeGuard.Detection.MlNet.Tests.Files;

/// <summary>Files that someone made to do harm, or that were damaged: an error each, and nothing loaded.</summary>
public sealed class HostileArchiveTests
{
    [Test]
    public void Read_CutAnywhere_IsAnError()
    {
        var file = SampleModels.RandomizedPca();
        for (var length = 0; length < file.Length; length += 97)
            Read(file[..length]).Error.Should().NotBeNull($"only {length} bytes of {file.Length} are there");
    }

    [Test]
    public void Read_ChangedBytes_NeverThrows()
    {
        const int Seed = 4;
        var random = new Random(Seed);
        var file = SampleModels.RandomizedPca();
        for (var round = 0; round < 300; round++)
        {
            var changed = (byte[])file.Clone();
            for (var i = 0; i < 3; i++)
                changed[random.Next(changed.Length)] = (byte)random.Next(256);

            var reading = () => Read(changed);

            reading.Should().NotThrow($"seed {Seed}, round {round}");
        }
    }

    [Test]
    public void Read_DamagedParts_AreTold()
    {
        const int Seed = 5;
        var random = new Random(Seed);

        // Stored, not packed: a byte changed within an entry stays one, as on a bad disk.
        var file = Rewritten(SampleModels.RandomizedPca(), (_, content) => content, CompressionLevel.NoCompression);
        Read(file).Error.Should().BeNull();
        var from = file.AsSpan().IndexOf("ML\0MODEL"u8);
        for (var round = 0; round < 200; round++)
        {
            var changed = (byte[])file.Clone();
            changed[from + random.Next(400)] ^= 0x55;

            Read(changed).Error.Should().Contain("was damaged", $"seed {Seed}, round {round}");
        }
    }

    [Test]
    public void Read_CustomMapping_IsRefused()
    {
        var context = new MLContext(seed: 1);
        var data = PeopleView.Of(context, People.Rows(1, 50), People.Names);
        var mapping = context.Transforms.CustomMapping<Nothing, Nothing>(CustomCode.Map, CustomCode.Contract);
        var pipeline = mapping.Append(
            context.AnomalyDetection.Trainers.RandomizedPca("Features", rank: 3, seed: 1));

        Read(SampleModels.Saved(context, pipeline.Fit(data), data.Schema)).Error
            .Should().Contain("wants to run a CustomTransformer");
    }

    [Test]
    public void Read_ForeignAssembly_IsNamedAndNotLoaded()
    {
        const string Assembly = "Microsoft.ML.PCA";
        const string Other = "Microsoft.ML.Bad";
        var file = Rewritten(SampleModels.RandomizedPca(), (_, content) =>
            Replaced(content, Encoding.Unicode.GetBytes(Assembly), Encoding.Unicode.GetBytes(Other)));

        Read(file).Error.Should().Contain($"wants to load from the assembly '{Other}, Version=");
    }

    [Test]
    public void Read_PathOutOfTheArchive_IsRefused() =>
        Read(With("../evil", new byte[10])).Error.Should().Contain("leads out of it");

    [Test]
    public void Read_EntryTwice_IsRefused() =>
        Read(With("schema", new byte[10])).Error.Should().Contain("is there twice");

    [Test]
    public void Read_DeepFolders_AreRefused() =>
        Read(With(string.Concat(Enumerable.Repeat("a/", ArchiveLimits.MaxDepth + 1)) + "b", [])).Error
            .Should().Contain("too deep");

    [Test]
    public void Read_OldFormat_IsRefused() =>
        Read(With("TransformerChain/Model.bin", new byte[10])).Error.Should().Contain("before 1.0");

    [Test]
    public void Read_CalibrationOfOthers_IsRefused() =>
        Read(Rewritten(SampleModels.RandomizedPca(),
            (path, content) => path == MlNetArchive.CalibrationEntry ? content[..^1] : content)).Error
            .Should().Contain("calibration is malformed");

    [Test]
    public void Read_BombOfZeros_IsRefusedBeforeItUnpacks()
    {
        var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            // Sparse content is quick to pack: 60 entries of 10 MiB in some 600 KB.
            var zeros = new byte[10 << 20];
            for (var i = 0; i < 60; i++)
            {
                using var output = archive.CreateEntry($"{i}", CompressionLevel.Fastest).Open();
                output.Write(zeros);
            }
        }

        Read(file.ToArray()).Error.Should().Contain("unpacks to over 512 MiB");
    }

    [Test]
    public void Read_NoZip_IsAnError() => Read("PK\u0003\u0004 and no more"u8.ToArray()).Error.Should().NotBeNull();

    private static ModelFileResult Read(byte[] file) =>
        MlNetModelFile.Read(new MemoryStream(file), People.Names, people: null);

    private static byte[] With(string path, byte[] content)
    {
        var file = new MemoryStream();
        file.Write(SampleModels.RandomizedPca());
        using (var archive = new ZipArchive(file, ZipArchiveMode.Update, leaveOpen: true))
        {
            using var output = archive.CreateEntry(path).Open();
            output.Write(content);
        }
        return file.ToArray();
    }

    private static byte[] Rewritten(
        byte[] file, Func<string, byte[], byte[]> change, CompressionLevel packing = CompressionLevel.Fastest)
    {
        var output = new MemoryStream();
        using (var source = new ZipArchive(new MemoryStream(file), ZipArchiveMode.Read))
        using (var target = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in source.Entries)
            {
                var content = new MemoryStream();
                using (var input = entry.Open())
                    input.CopyTo(content);
                using var changed = target.CreateEntry(entry.FullName, packing).Open();
                changed.Write(change(entry.FullName, content.ToArray()));
            }
        }
        return output.ToArray();
    }

    private static byte[] Replaced(byte[] content, byte[] old, byte[] other)
    {
        var at = content.AsSpan().IndexOf(old);
        if (at >= 0)
            other.CopyTo(content, at);
        return content;
    }

    public sealed class Nothing;

    [CustomMappingFactoryAttribute(Contract)]
    public sealed class CustomCode : CustomMappingFactory<Nothing, Nothing>
    {
        public const string Contract = "CustomCode";

        public static void Map(Nothing input, Nothing output)
        {
            // What a model's author would want to run.
        }

        public override Action<Nothing, Nothing> GetMapping() => Map;
    }
}
